#!/usr/bin/env bash
# elifetools 0.54.0 (PyPI), eLife's reader of papers in JATS.
# Expected: "Anna van der Berg", whose particle is a `prefix` in JATS, and "Carl King Jr" keep their names.
# Seen: the author is "Anna Berg", and the particle is in no other field either; "Jr" is a field of its own, but not in the name `author`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet elifetools==0.54.0
cat > paper.xml <<'STOP'
<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article"><front>
<journal-meta><journal-title-group><journal-title>Weaving</journal-title></journal-title-group></journal-meta>
<article-meta>
<title-group><article-title>Looms</article-title></title-group>
<contrib-group>
<contrib contrib-type="author"><name><surname>King</surname><given-names>Carl</given-names><suffix>Jr</suffix></name></contrib>
<contrib contrib-type="author"><collab>Loom Group</collab></contrib>
<contrib contrib-type="author"><name-alternatives><name name-style="western"><surname>Zhang</surname><given-names>San</given-names></name><name name-style="eastern" xml:lang="zh"><surname>张</surname><given-names>三</given-names></name></name-alternatives></contrib>
<contrib contrib-type="author"><string-name><given-names>Anna</given-names> <prefix>van der</prefix> <surname>Berg</surname></string-name></contrib>
</contrib-group>
<pub-date pub-type="epub"><day>3</day><month>9</month><year>2024</year></pub-date>
<volume>8</volume><issue>2</issue><elocation-id>e42</elocation-id>
</article-meta></front><body><p>We weave.</p></body></article>
STOP
env/bin/python - <<'STOP' | tee seen
from elifetools import parseJATS

for author in parseJATS.authors(parseJATS.parse_document("paper.xml")):
    print({name: value for name, value in author.items() if name in ("author", "surname", "given-names", "prefix", "suffix", "collab")})
STOP
cat > expected <<'STOP'
{'surname': 'King', 'given-names': 'Carl', 'suffix': 'Jr', 'author': 'Carl King'}
{'collab': 'Loom Group'}
{'surname': 'Zhang', 'given-names': 'San', 'author': 'San Zhang'}
{'surname': 'Berg', 'given-names': 'Anna', 'author': 'Anna Berg'}
STOP
diff expected seen || { echo Changed; exit 1; }
