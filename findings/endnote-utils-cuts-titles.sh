#!/usr/bin/env bash
# endnote-utils 1.0.3 (PyPI), EndNote's XML to a table.
# Expected: a title with a superscript or italics, for which EndNote's XML has several <style> elements, is read whole; editors
# are no authors; the pages are in the table.
# Seen: of each field the first <style> is read: "Sorting in O(n" of "Sorting in O(n²) Time"; editors are the last authors; pages are gone.
# Of files without <style>, which other programs write for EndNote, all is empty but the type of the record.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet endnote-utils==1.0.3
record() {
    local start=$1 end=$2
    echo "<record><ref-type name=\"Journal Article\">17</ref-type><contributors><authors><author>${start}Doe, Jane$end</author></authors>"
    echo "<secondary-authors><author>${start}Roe, Richard$end</author></secondary-authors></contributors>"
    echo "<titles><title>$3</title><secondary-title>${start}Weaving$end</secondary-title></titles>"
    echo "<pages>${start}3-12$end</pages><dates><year>${start}2024$end</year></dates></record>"
}
{
    echo '<xml><records>'
    record '<style face="normal">' '</style>' '<style face="normal">Sorting in O(n</style><style face="superscript">2</style><style>) Time</style>'
    record '' '' 'Threads'
    echo '</records></xml>'
} > papers.xml
env/bin/endnote-utils --xml papers.xml --out papers.json >/dev/null 2>&1
env/bin/python - <<'STOP' | tee seen
import json

for paper in json.load(open("papers.json")):
    print([paper.get(name) for name in ("title", "authors", "journal", "year", "pages")])
STOP
cat > expected <<'STOP'
['Sorting in O(n', 'Doe, Jane; Roe, Richard', 'Weaving', '2024', None]
['', '', '', '', None]
STOP
diff expected seen || { echo Changed; exit 1; }
