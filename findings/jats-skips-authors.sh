#!/usr/bin/env bash
# jats 0.2.2 (PyPI), which makes Markdown of papers in JATS, the format of publishers and PubMed Central.
# Expected: all authors are there: a group (`collab`) and a person whose name is a `string-name` are authors in JATS as others are.
# Seen: they are left out without a warning: a paper of four is by two, and one by a group alone is by nobody. "Jr" is gone, too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet jats==0.2.2
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
import pathlib

import jats

article = jats.parse_jats_xml(pathlib.Path("paper.xml"))
print([(author.given_names, author.surname, author.position) for author in article.authors])
STOP
cat > expected <<'STOP'
[('Carl', 'King', 1), ('San', 'Zhang', 3)]
STOP
diff expected seen || { echo Changed; exit 1; }
