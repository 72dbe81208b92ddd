#!/usr/bin/env bash
# citeproc-lua 0.3.0 (Debian 12, package texlive-bibtex-extra 2022.20230122-4), the CSL processor for LuaLaTeX, reading BibTeX.
# Expected ("BibTeXing", section 4; CSL-JSON's schema): an institution in braces is one name (`literal`) and text without HTML; Ph\d{a}m is Phạm and
# Nguy\~{\^e}n Nguyễn; `sep # "~3"` is the 3rd of September.
# Seen: {{Loom Group}} is a person with the given name "<span", the particle `class="nocase">Loom` and the family name "Group</span>"; the
# commands of both accents stand in names within such tags, and the ạ is lost; month and day are dropped.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends libkpathsea6 libtexlua53-5 libpng16-16 libzzip-0-13 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') &&
    apt-get download -qq texlive-bibtex-extra=2022.20230122-4 texlive-binaries texlive-luatex $packages 2>/dev/null ||
    { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
cat > read.lua <<'STOP'
package.path = os.getenv("LUA_PATH")
require("lualibs")
local bibtex = require("citeproc-bibtex")
for _, entry in ipairs(bibtex.parse(io.open("papers.bib"):read("a"))) do
    for _, name in ipairs(entry.author) do
        print(name.given, name["non-dropping-particle"], name.family, name.literal)
    end
    print(entry.id, utilities.json.tostring(entry.issued))
end
STOP
cat > papers.bib <<'STOP'
@article{a, author = {Garc{\'\i}a, Ana and Ph{\d{a}}m, Chi and Nguy\~{\^e}n, An}, title = {Looms}, journal = {Weaving}, year = {2024}}
@article{b, author = {{Loom Group}}, title = {Yarn}, journal = {Weaving}, year = {2024}, month = sep # "~3"}
STOP
echo 'LUAINPUTS = .' > texmf.cnf
tree=$PWD/usr/share/texlive/texmf-dist
export LUA_PATH="$tree/scripts/citation-style-language/?.lua;$tree/tex/luatex/lualibs/?.lua"
export LUAINPUTS=.:$tree/scripts/citation-style-language:$tree/tex/luatex/lualibs:
TEXMFCNF=$PWD usr/bin/texlua read.lua | tee seen
cat > expected <<'STOP'
Ana	nil	García	nil
Chi	nil	Ph<span class="nocase">\d</span>m	nil
An	nil	Nguy<span class="nocase">\~</span>ên	nil
a	{"date-parts":[[2024]]}
<span	class="nocase">Loom	Group</span>	nil
b	{"date-parts":[[2024]]}
STOP
diff expected seen || { echo Changed; exit 1; }
