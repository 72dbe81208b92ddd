#!/usr/bin/env bash
# jats-utils 1.1.1 with jats-xml 1.1.1 (npm; of MyST and Jupyter Book): the date of a paper in JATS.
# Expected: a `pub-date` of 2024 is in 2024, also with a `season`; the months "September" and "Oct" are read, or there is no date.
# Seen: 2024 alone, or with a season, is 1 December 2023, the month before the first; "September" and "Oct" with a capital are 1 January, and
# their day is gone. Numbers of months are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund jats-utils@1.1.1 jats-xml@1.1.1
cat > dates.mjs <<'STOP'
import { Jats } from 'jats-xml'
import { formatDate, toDate } from 'jats-utils'
const dates = [
  '<day>3</day><month>9</month><year>2024</year>', '<month>9</month><year>2024</year>', '<year>2024</year>',
  '<season>Sep-Oct</season><year>2024</year>', '<month>September</month><year>2024</year>', '<day>3</day><month>Oct</month><year>2024</year>'
]
for (const date of dates) {
  const paper = new Jats(`<article><front><journal-meta/><article-meta><title-group><article-title>Looms</article-title></title-group>
    <pub-date>${date}</pub-date></article-meta></front><body/></article>`)
  console.log(date.replace(/<\/?(\w+)>/g, ' ').replace(/ +/g, ' ').trim(), '->', formatDate(toDate(paper.publicationDates[0])))
}
STOP
node dates.mjs | tee seen
cat > expected <<'STOP'
3 9 2024 -> September 3, 2024
9 2024 -> September 1, 2024
2024 -> December 1, 2023
Sep-Oct 2024 -> December 1, 2023
September 2024 -> January 1, 2024
3 Oct 2024 -> January 1, 2024
STOP
diff expected seen || { echo Changed; exit 1; }
