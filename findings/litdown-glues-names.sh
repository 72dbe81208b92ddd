#!/usr/bin/env bash
# litdown 0.7.0 (PyPI), which makes Markdown of papers in JATS, the format of publishers and PubMed Central.
# Expected: an author has one name; of `name-alternatives` (JATS) one is printed, or both with a blank between; "Jr" belongs to a name as
# "van der" does; an article number stands where pages would.
# Seen: the author is called "ZhangSan张三", Carl King is no "Jr", and the article number e42 is gone, so the paper cannot be cited.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet litdown==0.7.0
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

import litdown

print(litdown.convert(pathlib.Path("paper.xml").read_bytes()).split("We weave")[0].strip())
STOP
cat > expected <<'STOP'
# Looms

Carl King, Loom Group, ZhangSan张三, Anna van der Berg



**Journal:** Weaving
**Published:** 2024-09-03
**Volume:** 8(2)

---
STOP
diff expected seen || { echo Changed; exit 1; }
