#!/usr/bin/env bash
# TtH 4.16 (Debian 12, package tth 4.16+ds-1), which turns LaTeX into HTML: names of people in a list of papers.
# Expected: the letters are right, or there is a warning, as there is for \L and \r; HTML's character references know all letters, whatever the
# encoding. TtH's manual: "Accented characters written like \"o or \'{e}".
# Seen: Erd\H{o}s is Erdös, with another vowel; Č, Ş, ğ, ǎ and ạ lose their accents or get a blank, and Nguyễn a tilde behind the y, without a warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq tth=4.16+ds-1 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
dpkg-deb -x tth_*.deb .
cat > names.tex <<'STOP'
\documentclass{article}\begin{document}
M\"{u}ller, Garc\'{\i}a, Erd\H{o}s, \v{C}apek, \c{S}ahin, \u{g}, Ph\d{a}m, Nguy\~{\^e}n.
\end{document}
STOP
usr/bin/tth -r -u2 < names.tex 2> warnings.txt | grep ller | tee seen
sed -n "s/^[* ]*Unknown/Unknown/p" warnings.txt | tee -a seen
cat > expected <<'STOP'
M&#252;ller, Garc&#237;a, Erd&#246;s, Capek,  Sahin, g, Pham, Nguy&#126;&#234;n.
STOP
diff expected seen || { echo Changed; exit 1; }
