#!/usr/bin/env bash
# astrocite-bibtex 0.16.4 (npm), BibTeX to CSL-JSON.
# Expected: a name of one word or in braces is kept, whatever its script; an institution in braces is `literal`; @article is
# `article-journal`; the day is left out where it is not known.
# Seen: 张三, {示例团队} and 김 철수 become the family name "", as do all names without a letter that has upper and lower case,
# unless there is a comma. "{Alpha Research and Beta Robotics}" is two people. @article is `article`, which is a preprint in CSL
# 1.0.2, and the date ["2024", "05", ""].
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund astrocite-bibtex@0.16.4
cat > read.cjs <<'END'
const { parse } = require('astrocite-bibtex')
const [entry] = parse(`@article{a,
  author = {张三 and {示例团队} and 김 철수 and 李, 四 and {Alpha Research and Beta Robotics}},
  title = {Looms}, journal = {Weaving}, year = 2024, month = may
}`)
console.log(JSON.stringify(entry, null, 1))
const people = entry.author.map(({ family, given }) => `${family}/${given ?? ''}`).join(' ')
const asSeen = people === '/ / / 李/四 Research/Alpha Robotics/Beta' && entry.type === 'article' &&
  JSON.stringify(entry.issued) === '{"date-parts":[["2024","05",""]]}'
if (!asSeen) { console.log('Changed'); process.exitCode = 1 }
END
node read.cjs
