#!/usr/bin/env bash
# cffjs 0.0.2 with myst-frontmatter 1.10.0 (npm; of MyST, Jupyter Book 2): an article as a reference of a CITATION.cff file.
# Expected (schema guide of the Citation File Format 1.2.0, "definitions.reference"): an article has its volume, issue, start, end, and its year or
# date-published.
# Seen: volume, issue and pages, which the front matter has, are missing, and the date is in `date-released`, so there is no year.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts cffjs@0.0.2 myst-frontmatter@1.10.0
cat > run.mjs <<'STOP'
import { frontmatterToReferenceCFF } from "cffjs";
import { validateProjectFrontmatter } from "myst-frontmatter";
const article = {
    title: "Looms", authors: [{ name: { given: "Jane", family: "Doe" } }], venue: "Weaving", volume: "12", issue: "3",
    first_page: "A-1", last_page: "A-9", date: "2024-09-03", doi: "10.1000/abc",
};
const options = { property: "paper", messages: {}, errorLogFn: console.log, warningLogFn: console.log };
console.log(JSON.stringify(frontmatterToReferenceCFF(validateProjectFrontmatter(article, options))));
STOP
node run.mjs | tee seen
cat > expected <<'STOP'
{"type":"article","title":"Looms","authors":[{"family-names":"Doe","given-names":"Jane"}],"date-released":"2024-09-03","identifiers":[{"type":"doi","value":"10.1000/abc"}],"journal":"Weaving"}
STOP
diff expected seen || { echo Changed; exit 1; }
