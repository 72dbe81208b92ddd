#!/usr/bin/env bash
# astrocite-eutils 0.16.4 (npm), which turns PubMed's summaries (ESummary 0.3, JSON) into CSL-JSON.
# Expected: PubMed writes "last name, blank, initials", then "Jr" (MEDLINE/PubMed Data Element Descriptions, "Author"), so "van der Berg A" has the
# family name "van der Berg" and the initial A, "Garcia Marquez G" the initial G, and Jr is a suffix.
# Seen: the family name ends at the first blank, and what follows it is the given name: "van" and "der", "Garcia" and "Marquez"; the initials are
# gone, and Jr too; only names of one word are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts astrocite-eutils@0.16.4
cat > run.js <<'STOP'
const { toCSL } = require("astrocite-eutils");
const authors = ["Doe J", "van der Berg A", "Garcia Marquez G", "King C Jr"].map(name => ({ name, authtype: "Author", clusterid: "" }));
const record = {
    uid: "1", pubdate: "2024 Sep 3", epubdate: "", source: "Weaving", authors, title: "Looms.", volume: "12", issue: "3", pages: "3-12",
    lang: ["eng"], issn: "", essn: "", pubtype: ["Journal Article"], articleids: [], fulljournalname: "Weaving",
    sortpubdate: "2024/09/03 00:00", elocationid: "", doctype: "citation",
};
const data = toCSL({ header: { type: "esummary", version: "0.3" }, result: { uids: ["1"], 1: record } });
for (const author of data[0].author) console.log(JSON.stringify(author));
STOP
node run.js | tee seen
cat > expected <<'STOP'
{"family":"Doe","given":"J"}
{"family":"van","given":"der"}
{"family":"Garcia","given":"Marquez"}
{"family":"King","given":"C"}
STOP
diff expected seen || { echo Changed; exit 1; }
