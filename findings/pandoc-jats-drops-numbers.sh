#!/usr/bin/env bash
# pandoc 3.9 (in the PyPI package pypandoc-binary 1.17): references from CSL-JSON to JATS, -t jats_archiving+element_citations.
# Expected: the number of a patent and of a report is there (JATS has <patent> and <pub-id>), an article in a journal has
# publication-type="journal", as JATS suggests, and a single page or article number has no last page.
# Seen: the numbers are dropped, and the type of a thesis; publication-type is the type of CSL ("article-journal"); an article number
# comes with an empty <lpage/>. The patent has no identifier left.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypandoc-binary==1.17
cat > references.json <<'END'
[
  {"id": "article", "type": "article-journal", "title": "Looms", "author": [{"family": "Doe", "given": "Jane"}],
   "container-title": "Weaving", "volume": "8", "page": "e17", "issued": {"date-parts": [[2024]]}},
  {"id": "patent", "type": "patent", "title": "Loom", "author": [{"family": "Doe", "given": "Jane"}],
   "number": "US 9,999,999 B2", "issued": {"date-parts": [[2024, 5, 6]]}},
  {"id": "report", "type": "report", "title": "Looms at Work", "author": [{"family": "Doe", "given": "Jane"}],
   "publisher": "Example Lab", "number": "TR-2024-01", "issued": {"date-parts": [[2024]]}},
  {"id": "thesis", "type": "thesis", "title": "On Looms", "author": [{"family": "Doe", "given": "Jane"}],
   "publisher": "University of Examples", "genre": "Master’s thesis", "issued": {"date-parts": [[2024]]}}
]
END
printf -- '---\nnocite: "@*"\nbibliography: references.json\n---\n' > paper.md
pandoc=$(echo venv/lib/python3.*/site-packages/pypandoc/files/pandoc)
"$pandoc" --standalone --citeproc -t jats_archiving+element_citations paper.md > paper.xml
sed -n '/<ref-list>/,/<\/ref-list>/p' paper.xml
for text in '9,999,999' 'TR-2024-01' 'Master' 'publication-type="journal"'; do
    ! grep -qF -- "$text" paper.xml || { echo "Changed: there is $text"; exit 1; }
done
for text in '<lpage></lpage>' 'publication-type="article-journal"' '<fpage>e17</fpage>'; do
    grep -qF -- "$text" paper.xml || { echo "Changed: no $text"; exit 1; }
done
