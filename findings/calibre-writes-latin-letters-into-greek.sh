#!/usr/bin/env bash
# calibre 6.13.0 (Debian 12, package calibre 6.13.0+repack-2+deb12u10): the module that its catalogues in BibTeX write names and titles with.
# Expected: LaTeX prints each letter that was there, or the letter stays, as 张 and ễ do: in the encoding LGR ό is \'o and Ε is E, and there is no command
# \Epsilon or \Elzschwa in LaTeX; "$" and "^" are escaped as "%" and "&" are.
# Seen: Παπαδόπουλος has the Latin ó in the midst of Greek letters of formulas, Άννα the Latin Á, Ευθύμιος \Epsilon, which stops LaTeX; "$5" and
# "x^2" stay bare, so a title with one "$" does not compile; the author "Alpha Research and Beta Robotics" has no braces, so BibTeX sees two.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq calibre=6.13.0+repack-2+deb12u10 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
dpkg-deb -x calibre_*.deb .
mkdir -p alone/calibre/utils # the module needs nothing but Python and the one beside it
touch alone/calibre/__init__.py alone/calibre/utils/__init__.py
cp usr/lib/calibre/calibre/utils/{bibtex,mreplace}.py alone/calibre/utils
cat > run.py <<'STOP'
from calibre.utils.bibtex import BibTeX

bibtex = BibTeX()
for text in ("Παπαδόπουλος", "Άννα", "Ευθύμιος", "Юрій", "Müller", "50 % & more", "$5 for x^2", "ə"):
    print(text, "->", bibtex.utf8ToBibtex(text))
print(bibtex.bibtex_author_format(["Jane Doe", "Alpha Research and Beta Robotics"]))
STOP
PYTHONPATH=alone python3 run.py | tee seen
cat > expected <<'STOP'
Παπαδόπουλος -> $\Pi$$\alpha$$\pi$$\alpha$$\delta${\'{o}}$\pi$$o$$\upsilon$$\lambda$$o$$\varsigma$
Άννα -> {\'{A}}{$\nu\nu$}$\alpha$
Ευθύμιος -> $\Epsilon$$\upsilon${\texttheta}$\acute{\upsilon}$$\mu$$\iota$$o$$\varsigma$
Юрій -> {\CYRYU}{\cyrr}{\cyrii}{\cyrishrt}
Müller -> M{\"u}ller
50 % & more -> 50 \% \& more
$5 for x^2 -> $5 for x^2
ə -> $\Elzschwa$
Jane Doe and Alpha Research and Beta Robotics
STOP
diff expected seen || { echo Changed; exit 1; }
