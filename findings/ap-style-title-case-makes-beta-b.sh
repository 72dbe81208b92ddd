#!/usr/bin/env bash
# ap-style-title-case 2.0.0 (npm), title case of AP and APA, on titles of papers.
# Expected: words with capitals of their own (pH, mRNA, iPhone) and Greek letters stay as they are; the first word after a colon begins with a
# capital (APA, 7th edition, 6.17).
# Seen: "pH" is "PH", "mRNA" is "MRNA", "iPhone" is "IPhone"; β is the Greek capital "Β", which looks like the Latin B, so "β-catenin" is not
# found any more; "a" and "the" after a colon are small. @gouch/to-title-case 2.2.1 and titlecase 1.1.3 leave pH, mRNA and β alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund ap-style-title-case@2.0.0
cat > titles.mjs <<'STOP'
import * as module from 'ap-style-title-case'
const titleCase = typeof module.default === 'function' ? module.default : module.apStyleTitleCase
for (const title of ['pH-responsive delivery of mRNA', 'β-catenin in mice: a review', 'iPhone users: the role of e-learning']) {
  console.log(titleCase(title))
}
STOP
node titles.mjs | tee seen
cat > expected <<'STOP'
PH-Responsive Delivery of MRNA
Β-Catenin in Mice: a Review
IPhone Users: the Role of E-Learning
STOP
diff expected seen || { echo Changed; exit 1; }
