#!/usr/bin/env bash
# han 0.0.7 (npm), "a module for translating Chinese into pinyin".
# Expected (Hanyu Pinyin, GB/T 16159): the tone stands on the main vowel, guó, yuè, xióng, xuě; 吕 is lǚ; Latin letters stay.
# Seen: the tone is on the first vowel of each pair, "gúo", "yùe", "xíong"; 吕 is "lv" without a tone; the first Latin letter behind Chinese is
# gone, "eter" of "陈Peter".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund han@0.0.7
node -e "
const { pinyin } = require('han')
for (const text of ['国', '岳', '熊', '雪', '吕', '李', '陈Peter', '陈Mary']) console.log(text, JSON.stringify(pinyin(text)))
" | tee seen
cat > expected <<'STOP'
国 [["gúo"]]
岳 [["yùe"]]
熊 [["xíong"]]
雪 [["xǔe"]]
吕 [["lv"]]
李 [["lǐ"]]
陈Peter [["chén","zhèn"],"eter"]
陈Mary [["chén","zhèn"],"ary"]
STOP
diff expected seen || { echo Changed; exit 1; }
