#!/usr/bin/env bash
# citation-js 0.8.2 with its BibTeX plugin (npm).
# Expected: theses stay theses when BibTeX is read and written as BibTeX, and a publisher stays a publisher.
# Seen: @phdthesis and @mastersthesis become @misc with "type = {phdthesis}" and "type = {mathesis}"; no style prints the
# school of a @misc. The publisher of a paper becomes "organization", and month = jun and day = 3 become "month = {jun 3}",
# a text that is printed as it is instead of the abbreviation. The arXiv ID of a @misc (eprint) is gone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2
npm install --silent --no-audit --no-fund node@20.20.2 # Debian 12 has Node.js 18
export PATH=$PWD/node_modules/.bin:$PATH
cat > input.bib <<'END'
@phdthesis{phd, author = {Wu, Bo}, title = {Looms}, school = {Example University}, year = 2024}
@mastersthesis{master, author = {Li, Ann}, title = {Yarn}, school = {Example University}, year = 2022}
@inproceedings{paper,
  author = {Li, Ann}, title = {Weaving}, booktitle = {LoomConf}, publisher = {Loom Society},
  year = 2024, month = jun, day = 3
}
@misc{preprint,
  author = {Li, Ann}, title = {Threads}, year = 2024,
  eprint = {2401.00001}, archivePrefix = {arXiv}, primaryClass = {cs.LG}
}
END
cat > convert.cjs <<'END'
const { Cite } = require('@citation-js/core')
require('@citation-js/plugin-bibtex')
console.log(new Cite(require('fs').readFileSync('input.bib', 'utf8')).format('bibtex'))
END
node convert.cjs | tee output.bib
for text in '@misc{phd,' 'type = {phdthesis}' '@misc{master,' 'type = {mathesis}' \
    'organization = {Loom Society}' 'month = {jun 3}'; do
    grep -qF "$text" output.bib || { echo "Changed: no $text"; exit 1; }
done
if grep -q -e 2401.00001 -e publisher output.bib; then echo "Changed: the arXiv ID or the publisher is there"; exit 1; fi
