#!/usr/bin/env bash
# tiny-pinyin 1.3.2 (npm) with Intl of Node.js (seen with Node.js 20, ICU 78).
# Expected: `isSupported()` is true, so each character gets one of its readings: 北京 is bei jing, 钱 qian, 乔 qiao, 贝 bei, 音乐 yin yue.
# Seen: it finds readings by the place of a character between sample characters in the order of Intl.Collator, and its samples do not fit
# the order of this ICU: 北京 is "bao jing", the family names 钱 and 乔 are "qie", 贝 is "bao", and 乐 is "lao".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts tiny-pinyin@1.3.2
npm install --silent --no-audit --no-fund node@20.20.2 # Debian 12 has Node.js 18
export PATH=$PWD/node_modules/.bin:$PATH
cat > read.cjs <<'STOP'
const { convertToPinyin, isSupported } = require('tiny-pinyin')
const words = ['北京', '钱', '乔', '贝', '音乐', '张']
const seen = words.map((word) => convertToPinyin(word, ' ', true))
console.log(`ICU ${process.versions.icu}, supported: ${isSupported()}`)
words.forEach((word, index) => console.log(word, seen[index]))
if (!isSupported() || seen.join() !== 'bao jing,qie,qie,bao,yin lao,zhang') process.exitCode = 1
STOP
node read.cjs || { echo Changed; exit 1; }
