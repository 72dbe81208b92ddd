#!/usr/bin/env bash
# @orcid/bibtex-parse-js 0.0.25 (npm), the parser that ORCID publishes for BibTeX files.
# Expected: it reads @string, a year without braces on the last line, entries in parentheses, and a title in double
# quotes with a braced quotation, as BibTeX does ("Tame the BeaST", sections 2 and 3).
# Seen: @string, the year and the parentheses each end in an error, so that no entry of the file is read; the title is
# cut at the first inner quotation mark. Values in braces, one per line, with a comma at the end are read well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts @orcid/bibtex-parse-js@0.0.25
cat >read.js <<'END'
const { toJSON } = require("@orcid/bibtex-parse-js");
const files = {
  "a macro": '@string{js = "Journal of Sorting"}\n@article{doe, journal = js}',
  "a year without braces": "@article{doe,\n  title = {Sorting},\n  year = 2025\n}",
  "parentheses": "@article(doe, title = {Sorting})",
  "quotation marks": '@article{doe, title = "The {"}Small{"} Sort", year = {2025}}',
  "braces": "@article{doe,\n  title = {Sorting},\n  year = {2025},\n}",
};
const expected = {
  "a macro": "TypeError",
  "a year without braces": "error",
  "parentheses": "TypeError",
  "quotation marks": '[{"title":"The {"}]',
  "braces": '[{"title":"Sorting","year":"2025"}]',
};
let changed = false;
for (const [name, text] of Object.entries(files)) {
  let seen;
  try {
    seen = JSON.stringify(toJSON(text).map((entry) => entry.entryTags));
  } catch (error) {
    seen = error instanceof TypeError ? "TypeError" : "error";
  }
  console.log(`${name.padEnd(22)} ${seen}`);
  changed ||= seen !== expected[name];
}
process.exit(changed ? 1 : 0);
END
node read.js
