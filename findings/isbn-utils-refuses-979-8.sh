#!/usr/bin/env bash
# isbn-utils 1.1.0 (npm), reading ISBNs of books.
# Expected (ISBN International, Range Message): 979-8 is the United States, in use since 2020, 978-65 Brazil; their ISBNs are valid.
# Seen: parse() returns null, as for a wrong check digit, so a check of a form refuses new books; 979-10 and 979-12 are known. isbn3 2.0.11 of
# npm reads all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund isbn-utils@1.1.0 isbn3@2.0.11
cat > read.cjs <<'STOP'
const utils = require('isbn-utils')
const isbn3 = require('isbn3')
for (const isbn of ['9783161484100', '9791220008525', '9798868800009', '9786500000009', '9786500000008']) {
  console.log(isbn, 'isbn-utils:', utils.parse(isbn)?.codes.isbn13h ?? null, 'isbn3:', isbn3.parse(isbn)?.isbn13h ?? null)
}
STOP
node read.cjs | tee seen
cat > expected <<'STOP'
9783161484100 isbn-utils: 978-3-16-148410-0 isbn3: 978-3-16-148410-0
9791220008525 isbn-utils: 979-12-200-0852-5 isbn3: 979-12-200-0852-5
9798868800009 isbn-utils: null isbn3: 979-8-8688-0000-9
9786500000009 isbn-utils: null isbn3: 978-65-00-00000-9
9786500000008 isbn-utils: null isbn3: null
STOP
diff expected seen || { echo Changed; exit 1; }
