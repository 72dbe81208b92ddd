#!/usr/bin/env bash
# @retorquere/bibtex-parser 9.0.29 (npm), the parser in Better BibTeX for Zotero.
# Expected: BibTeX's usual form of a day, month = may # "~3", is 3 May; "and others" says that the list goes on; the blank
# in "n\log n" ends the command only, so the title reads "O(n log n)"; biblatex's 1850~ stays approximate.
# Seen: the month is "05 3", with a no-break space; the list ends in a person with the family name "others"; the title is "O(n\logn)"; the date
# is exactly 1850.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund @retorquere/bibtex-parser@9.0.29
cat > input.bib <<'END'
@article{a, author = {Li, Ann and others}, title = {Sorting in $O(n\log n)$}, month = may # "~3", year = 2024}
@book{b, author = {Doe, Jane}, title = {Looms}, date = {1850~}}
END
cat > read.mjs <<'END'
import { readFileSync } from 'fs'
import { parse } from '@retorquere/bibtex-parser'
for (const { fields } of parse(readFileSync('input.bib', 'utf8')).entries) {
  console.log([fields.title, fields.month, fields.date, ...fields.author.map((name) => name.lastName)].join(' | '))
}
END
node read.mjs | sed 's/\xc2\xa0/~/' | tee output.txt
for text in '\logn)' '| 05~3 |' '| others' 'Looms |  | 1850 | Doe'; do
    grep -qF "$text" output.txt || { echo "Changed: no $text"; exit 1; }
done
