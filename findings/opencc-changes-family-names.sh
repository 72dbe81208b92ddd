#!/usr/bin/env bash
# OpenCC's dictionaries in opencc-js 1.4.2 (npm), simplified to traditional characters for Taiwan.
# Expected: a family name that exists in both scripts (范, 于, 余, 干) stays itself, as in the names of the well-known
# 范仲淹 and 于謙; 钟 becomes 鍾, the family name, as in 鍾南山.
# Seen: only names that are in its list of phrases are right. 范伟 becomes 範偉, 于伟 於偉, 干宝 幹寶 (he is 干寶), 余秋雨 餘秋雨,
# 岳伟 嶽偉, 钟楚红 鐘楚紅 (she is 鍾楚紅): other family names. A traditional version of a site must not convert names.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund opencc-js@1.4.2
cat > names.cjs <<'END'
const { Converter } = require('opencc-js')
const expected = {
  范仲淹: '范仲淹', 于谦: '于謙', 钟南山: '鍾南山', 范伟: '範偉', 于伟: '於偉', 干宝: '幹寶', 余秋雨: '餘秋雨', 岳伟: '嶽偉', 钟楚红: '鐘楚紅'
}
const convert = Converter({ from: 'cn', to: 'tw' })
for (const [name, converted] of Object.entries(expected)) {
  console.log(name, convert(name))
  if (convert(name) !== converted) process.exitCode = 1
}
END
node names.cjs || { echo Changed; exit 1; }
