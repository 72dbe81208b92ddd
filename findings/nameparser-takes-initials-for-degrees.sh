#!/usr/bin/env bash
# nameparser 2.6.0 (PyPI) and another-name-parser 0.1.0 (npm), readers of people's names.
# Expected: of "Family, Given", what follows the comma is the given name or its initials, as in PubMed ("Chen, MD"); of BibTeX's
# "Family, Jr., Given", the last part is the given name.
# Seen: nameparser takes the initials MD, JD, PA and CPA for degrees and Carl for a part of the suffix, so these people have no
# given names; "Ngozi Mba" has no family name, and "King Ho" is a king. another-name-parser makes García of "García Márquez,
# Gabriel" a middle name, and gives "Vi Le" no family name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check nameparser==2.6.0
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund another-name-parser@0.1.0
venv/bin/python - <<'END' | tee seen
from nameparser import HumanName

for text in ("Chen, MD", "Doe, JD", "Roe, PA", "Li, CPA", "King, Jr., Carl", "Ngozi Mba", "King Ho"):
    name = HumanName(text)
    print(f"{text}: title={name.title} given={name.first} family={name.last} suffix={name.suffix}")
END
cat > read.cjs <<'END'
const parse = require('another-name-parser')
for (const text of ['García Márquez, Gabriel', 'Vi Le']) {
  const name = parse(text)
  console.log(`${text}: given=${name.first} middle=${name.middle} family=${name.last} suffix=${name.suffix}`)
}
END
node read.cjs | tee -a seen
cat > expected <<'END'
Chen, MD: title= given= family=Chen suffix=MD
Doe, JD: title= given= family=Doe suffix=JD
Roe, PA: title= given= family=Roe suffix=PA
Li, CPA: title= given= family=Li suffix=CPA
King, Jr., Carl: title= given= family=King suffix=Jr., Carl
Ngozi Mba: title= given=Ngozi family= suffix=Mba
King Ho: title=King given=Ho family= suffix=
García Márquez, Gabriel: given=Gabriel middle=García family=Márquez suffix=null
Vi Le: given=Le middle=null family=null suffix=Vi
END
diff expected seen || { echo "Changed"; exit 1; }
