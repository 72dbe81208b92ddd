#!/usr/bin/env bash
# biblatex-csl-converter 3.6.0 (npm), `parseRIS`.
# Expected: the number of a journal article is its ISSN, that of a chapter its ISBN; the title of the book, the suffix
# of a name and the article number stay what they are.
# Seen: the ISSN becomes `isbn` and the ISBN `issn`; the title of the book becomes `journaltitle`; the suffix is
# dropped; the article number (C7) becomes the issue.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit biblatex-csl-converter@3.6.0
cat > records.ris <<'END'
TY  - JOUR
TI  - Weaving
AU  - Roe, Richard, Jr.
T2  - Journal of Looms
PY  - 2024
C7  - e42
SN  - 2049-3630
ER  - 

TY  - CHAP
TI  - Yarn
AU  - Doe, Jane
T2  - Handbook of Looms
PY  - 2024
SN  - 978-3-16-148410-0
ER  - 
END
cat > read.mjs <<'END'
import { parseRIS } from "biblatex-csl-converter";
import { readFileSync } from "node:fs";

const text = JSON.stringify(parseRIS(readFileSync("records.ris", "utf8")).entries, null, 1);
console.log(text);
const [article, chapter] = Object.values(JSON.parse(text)).map((entry) => entry.fields);
const plain = (field) => field?.map((part) => part.text).join("");
const asSeen =
  plain(article.isbn) === "2049-3630" &&
  plain(chapter.issn) === "978-3-16-148410-0" &&
  plain(chapter.journaltitle) === "Handbook of Looms" &&
  plain(article.issue) === "e42" &&
  !text.includes("Jr.");
process.exit(asSeen ? 0 : 1);
END
node read.mjs
