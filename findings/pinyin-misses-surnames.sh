#!/usr/bin/env bash
# pinyin 4.0.0 (npm) with `mode: "surname"`.
# Expected: a family name has its reading as a name, 区 Ou, 盖 Ge and 折 She, as 单 Shan and 尉迟 Yuchi have. Latin letters stay
# together, as in the mode "normal".
# Seen: 区, 盖 and 折 are read as in other words, Qu, Gai and Zhe; "Li" in 张三Li is cut into L and i.
# (That given names are read as family names, too, is as in pinyin-pro-reads-given-names-as-surnames.sh.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund pinyin@4.0.0
cat > names.cjs <<'END'
const { pinyin } = require('pinyin')
const expected = {
  单明: 'shan ming',
  尉迟明: 'yu chi ming',
  区明: 'qu ming',
  盖明: 'gai ming',
  折明: 'zhe ming',
  张三Li: 'zhang san L i'
}
for (const [name, reading] of Object.entries(expected)) {
  const seen = pinyin(name, { mode: 'surname', style: 'normal' }).map(([syllable]) => syllable).join(' ')
  console.log(`${name}: ${seen}`)
  if (seen !== reading) process.exitCode = 1
}
END
node names.cjs || { echo Changed; exit 1; }
