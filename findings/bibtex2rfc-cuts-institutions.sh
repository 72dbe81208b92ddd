#!/usr/bin/env bash
# bibtex2rfc 2.0.0 (PyPI) with bibtexparser 1.4.4, which writes references of Internet-Drafts (xml2rfc, RFC 7991) from BibTeX.
# Expected: an institution in braces is one organization; "King, Jr., Carl" is Carl King; "and others" is nobody's name; a title has no LaTeX
# in it; journal, volume and DOI go into refcontent and seriesInfo.
# Seen: "{Alpha Research and Beta Robotics}" is two people with half of a pair of braces each, Carl is gone ("Jr. King"), "others" is an author,
# titles and names keep braces and backslashes, and there is neither journal nor volume nor DOI.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet bibtex2rfc==2.0.0 bibtexparser==1.4.4
cat > papers.bib <<'STOP'
@article{looms,
  author = {{Alpha Research and Beta Robotics} and King, Jr., Carl and M{\"u}ller, Ann and others},
  title = {50\% {GPU} Looms},
  journal = {Weaving},
  volume = {8},
  year = {2024},
  doi = {10.1000/looms}
}
STOP
env/bin/bibtex2rfc papers.bib | sed 's/></>\n</g' | tee seen
cat > expected <<'STOP'
<reference anchor="looms" target="https://doi.org/10.1000/looms">
<front>
<title>50\% {GPU} Looms</title>
<author surname="Research" fullname="{Alpha Research" />
<author surname="Robotics}" fullname="Beta Robotics}" />
<author surname="King" fullname="Jr. King" />
<author surname="M{\&quot;u}ller" fullname="Ann M{\&quot;u}ller" />
<author surname="others" fullname=" others" />
<date year="2024" />
</front>
</reference>
STOP
diff expected seen || { echo Changed; exit 1; }
