#!/usr/bin/env bash
# RefTeX of Emacs 28.2 (Debian 12), which lists and formats the entries of .bib files for citing them; `reftex-cite-format` has formats of biblatex.
# Expected: "and" inside braces is part of a name ("BibTeXing", section 4), "and others" is "et al."; an entry of biblatex has its year in `date`
# and its journal in `journaltitle` (biblatex's manual, 2.2.2).
# Seen: "{Alpha Research and Beta Robotics}" is the people "Alpha Research" and "Beta Robotics"; "others" is a person; and entries with `date` and `journaltitle` have neither year nor journal.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends emacs-nox=1:28.2+1-15* emacs-common emacs-el emacs-bin-common 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
export EMACSLOADPATH=$PWD/usr/share/emacs/28.2/lisp EMACSDATA=$PWD/usr/share/emacs/28.2/etc
cat > run.el <<'STOP'
(require 'reftex-cite)
(dolist (entry '("@article{a, author = {Doe, Jane and {Alpha Research and Beta Robotics}}, title = {T}, journal = {Weaving}, year = {2024}}"
                 "@article{b, author = {Doe, Jane and others}, title = {T}, journal = {Weaving}, year = {2024}}"
                 "@article{c, author = {Doe, Jane}, title = {T}, journaltitle = {Weaving}, date = {2024-09}}"))
  (princ (reftex-format-citation (reftex-parse-bibtex-entry entry) "%3a: %t. %j, %y\n")))
STOP
HOME=$PWD timeout 60 usr/bin/emacs-nox --dump-file="$(echo usr/libexec/emacs/28.2/*/emacs.pdmp)" -Q --batch -l run.el 2>/dev/null | tee seen
cat > expected <<'STOP'
Doe, Alpha Research \& Beta Robotics: T. Weaving, 2024
Doe \& others: T. Weaving, 2024
Doe: T. 
STOP
diff expected seen || { echo Changed; exit 1; }
