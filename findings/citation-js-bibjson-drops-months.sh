#!/usr/bin/env bash
# citation-js's reader of BibJSON (npm, @citation-js/plugin-bibjson 0.7.21): an article as BibJSON's own description has it.
# Expected (BibJSON: "the keys are those of BibTeX"): `month` is read as `year` is; the type "article" is BibTeX's article, which is
# "article-journal" in CSL, as citation-js has it for BibTeX.
# Seen: the month is dropped; the type is CSL's "article", a preprint or a work on its own (CSL 1.0.2, appendix III).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @citation-js/core@0.7.21 @citation-js/plugin-bibjson@0.7.21
cat > run.js <<'STOP'
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibjson");
const record = {
    type: "article", title: "Looms", author: [{ name: "Jane Doe" }], year: "2024", month: "09",
    journal: { name: "Weaving", volume: "12", identifier: [{ type: "issn", id: "2049-3630" }] },
    identifier: [{ type: "doi", id: "10.1000/abc" }],
};
const { type, issued } = Cite(record).data[0];
console.log(type, JSON.stringify(issued));
STOP
node run.js | tee seen
cat > expected <<'STOP'
article {"date-parts":[[2024]]}
STOP
diff expected seen || { echo Changed; exit 1; }
