#!/usr/bin/env bash
# limax 4.2.3 (npm), addresses ("slugs") from names in Chinese and other scripts.
# Expected: each name gives an address: 吕布 "lv-bu" or "lu-bu", 田中さくら something of both words, 김철수 something.
# Seen: "ü" is dropped after the pinyin is made, so the family name 吕 (Lü) is "l", 绿 too, and 女 "n"; beside kana, Chinese characters
# of a Japanese name are dropped: 田中さくら and 山本さくら are both "sakura"; a Korean name is the empty text, without an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts limax@4.2.3
cat > slugs.cjs <<'STOP'
const slug = require('limax')
const names = ['吕布', '吕', '绿', '女', '田中さくら', '山本さくら', '김철수', '张三', 'Müller']
const seen = names.map((name) => slug(name, { tone: false }))
names.forEach((name, index) => console.log(name, JSON.stringify(seen[index])))
if (seen.join() !== 'l-bu,l,l,n,sakura,sakura,,zhang-san,mueller') process.exitCode = 1
STOP
node slugs.cjs || { echo Changed; exit 1; }
