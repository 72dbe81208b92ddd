#!/usr/bin/env bash
# latex2rtf 2.3.18a (Debian 12, package latex2rtf 2.3.18a-3), which turns LaTeX into RTF: names of people in a list of papers.
# Expected (Unicode, section 2.11; RTF 1.9.1, "Unicode RTF"): a combining accent follows the letter that it belongs to, as it does for one accent;
# ễ and ǐ are letters of their own, too.
# Seen: where there are two accents, or one on \i, the combining character (\u771, \u780) stands before the letter, so that Nguyễn has its tilde on
# the y, and Dǐng its caron on the D, without a warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq latex2rtf=2.3.18a-3 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
dpkg-deb -x latex2rtf_*.deb .
cat > names.tex <<'STOP'
\documentclass{article}
\begin{document}
M\"{u}ller, Erd\H{o}s, \v{C}apek, Ph\d{a}m, Nguy\~{\^e}n, D\v{\i}ng.
\end{document}
STOP
export RTFPATH=$PWD/usr/share/latex2rtf/cfg
usr/bin/latex2rtf -P "$RTFPATH:" -o names.rtf names.tex 2> warnings.txt || true
test -z "$(tr -d "[:space:]" < warnings.txt)"
grep "ller" names.rtf | tee seen
cat > expected <<'STOP'
{\pard\plain\s0\qj\widctlpar\f0\fs20\sl240\slmult1 \fi0 M\'fcller, Erd\u337os, \u268Capek, Ph\u7841am, Nguy{\f5\u771\'7e}\'ean, D{\f5\u780-}\u305ing. \par
STOP
diff expected seen || { echo Changed; exit 1; }
