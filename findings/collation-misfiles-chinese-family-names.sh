#!/usr/bin/env bash
# pinyin-pro 3.29.4 (npm) and Intl.Collator of Node.js (the collation of ICU and CLDR; seen with Node.js 20, ICU 78).
# Expected: people sorted by Intl.Collator("zh"), which is pinyin order, stand under the initial that pinyin-pro gives their
# family name with surname: "head".
# Seen: the collation knows one reading a character and not the one of the family name. 翟 (Zhai) stands between 邓 and 范,
# 曾 (Zeng) and 查 (Zha) under C, 单 (Shan) under D, 解 (Xie) under J, 尉迟 (Yuchi) under W, so an index with letters shows
# "Z" three times. Databases that sort by ICU do the same. Sort by a stored reading of the name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund pinyin-pro@3.29.4
cat > names.cjs <<'END'
const { pinyin } = require('pinyin-pro')
const names = ['翟志刚', '曾国藩', '查良镛', '单雄信', '解缙', '尉迟恭', '陈省身', '邓稼先', '范伟', '华罗庚', '屠呦呦', '吴文俊', '张衡']
names.sort(new Intl.Collator('zh').compare)
const index = names.map(name => pinyin(name, { surname: 'head', toneType: 'none' })[0].toUpperCase() + ' ' + name)
console.log(index.join('\n'))
const expected = 'Z 曾国藩|Z 查良镛|C 陈省身|S 单雄信|D 邓稼先|Z 翟志刚|F 范伟|H 华罗庚|X 解缙|T 屠呦呦|Y 尉迟恭|W 吴文俊|Z 张衡'
if (index.join('|') !== expected) process.exitCode = 1
END
node names.cjs || { echo Changed; exit 1; }
