#!/usr/bin/env bash
# vcards-js 2.11.1 and vcard-parser 1.0.0 (npm), segno 1.6.6 (PyPI): the card of a person whose homepage has "," and ";" in its address.
# Expected (RFC 2426, 3.6.8 and section 4; RFC 6350, 6.7.8): the value of URL is an address, not text, so it is written as it is, and
# is one value, though it has a ";".
# Seen: vcards-js writes "\," and segno "\;" and "\," into the address; vcard-parser reads two values, cut at ";".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check segno==1.6.6
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts vcards-js@2.11.1 vcard-parser@1.0.0
venv/bin/python - <<'END' | tee seen.txt
from segno.helpers import make_vcard_data

card = make_vcard_data(name="Doe;Jane", displayname="Jane Doe", url="https://example.org/people;id=7,8/")
print("segno", next(line for line in card.splitlines() if line.startswith("URL")))
END
cat >cards.cjs <<'END'
const url = 'https://example.org/people;id=7,8/'
const card = require('vcards-js')()
Object.assign(card, { firstName: 'Jane', lastName: 'Doe', url })
console.log('vcards-js', card.getFormattedString().split('\r\n').find((line) => line.startsWith('URL')))
const text = ['BEGIN:VCARD', 'VERSION:4.0', 'FN:Jane Doe', `URL:${url}`, 'END:VCARD', ''].join('\r\n')
console.log('vcard-parser', JSON.stringify(require('vcard-parser').parse(text).url))
END
node cards.cjs | tee -a seen.txt
diff seen.txt - <<'END' || { echo Changed; exit 1; }
segno URL:https://example.org/people\;id=7\,8/
vcards-js URL:https://example.org/people;id=7\,8/
vcard-parser [{"value":["https://example.org/people","id=7,8/"]}]
END
