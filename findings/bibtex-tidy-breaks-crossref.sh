#!/usr/bin/env bash
# bibtex-tidy 1.14.0 (npm).
# Expected: new citation keys are also written where an entry refers to another one, and a list of authors is cut only between
# authors (BibTeX does not count an "and" in braces).
# Seen: --generate-keys gives a book a new key, but crossref keeps the old one, so its chapters lose book title, publisher and
# year; there is no warning. --max-authors=1 cuts "{Institute of Looms and Yarn}" to "{Institute of Looms and others}": another
# institute, and no "et al."; its key says "looms". The key of 张三, a name without a comma, takes the given name 三.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund bibtex-tidy@1.14.0
cat > input.bib <<'END'
@incollection{weaving, author = {Li, Ann}, title = {Weaving}, pages = {1--9}, crossref = {loombook}}
@article{yarn, author = {{Institute of Looms and Yarn} and Li, Ann}, title = {Yarn}, journal = {Threads}, year = 2023}
@article{zhiji, author = {张三}, title = {织机}, journal = {织物}, year = 2022}
@book{loombook, author = {Wu, Bo}, title = {Looms}, booktitle = {Looms}, publisher = {Loom Press}, year = 2024}
END
npx bibtex-tidy input.bib --v2 --generate-keys --max-authors=1 --output=output.bib
cat output.bib
for text in '@book{wu2024looms,' 'crossref      = {loombook}' '@article{looms2023yarn,' \
    '{{Institute of Looms and others}}' '@article{三2022织机,'; do
    grep -qF "$text" output.bib || { echo "Changed: no $text"; exit 1; }
done
