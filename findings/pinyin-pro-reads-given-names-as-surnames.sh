#!/usr/bin/env bash
# pinyin-pro 3.29.4 (npm), its mode for names.
# Expected: `mode: "surname"` reads the family name as one, and the given name as other words: 张朴 is Zhang Pu; the family name
# 单于 is Chanyu ("Xiandai Hanyu Cidian", as the title).
# Seen: every character that is a family name elsewhere gets that reading: 张朴 is Zhang Piao, 陈单 Chen Shan, 李盖 Li Ge. Only
# `surname: "head"` reads them right. Both read 单于明 as Shan Yu Ming, though 尉迟 (Yuchi) and 万俟 (Moqi) are known.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund pinyin-pro@3.29.4
cat > read.cjs <<'END'
const { pinyin } = require('pinyin-pro')
const names = ['张朴', '陈单', '李盖', '单于明', '尉迟明', '万俟明']
const read = (options) => names.map((name) => pinyin(name, { toneType: 'none', ...options })).join(', ')
const mode = read({ mode: 'surname' })
const head = read({ surname: 'head' })
console.log('mode: surname', mode)
console.log('surname: head', head)
const asSeen = mode === 'zhang piao, chen shan, li ge, shan yu ming, yu chi ming, mo qi ming' &&
  head === 'zhang pu, chen dan, li gai, shan yu ming, yu chi ming, mo qi ming'
if (!asSeen) { console.log('Changed'); process.exitCode = 1 }
END
node read.cjs
