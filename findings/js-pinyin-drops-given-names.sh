#!/usr/bin/env bash
# js-pinyin 0.2.7 (npm), Chinese names in Latin letters, as for addresses of pages.
# Expected: every character has a reading, or stays as it is if it has none in the table (as with the rare 䶮).
# Seen: characters of names that came into use after the table of 1980 (GB 2312) vanish without a trace: 刘玥, 刘喆 and 刘堃 all are "Liu",
# and 李镕明 is "LiMing", as 李明 is. 吕 is "Lv", which is how one types Lü.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund js-pinyin@0.2.7
cat > names.cjs <<'STOP'
const module_ = require('js-pinyin')
const pinyin = module_.default ?? module_
pinyin.setOptions({ checkPolyphone: false, charCase: 0 })
for (const name of ['刘伟', '刘玥', '刘喆', '刘堃', '刘昇', '李镕明', '吕明', '李䶮']) console.log(name, pinyin.getFullChars(name))
STOP
node names.cjs | tee seen
cat > expected <<'STOP'
刘伟 LiuWei
刘玥 Liu
刘喆 Liu
刘堃 Liu
刘昇 Liu
李镕明 LiMing
吕明 LvMing
李䶮 Li䶮
STOP
diff expected seen || { echo Changed; exit 1; }
