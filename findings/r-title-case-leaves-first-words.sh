#!/usr/bin/env bash
# toTitleCase() of the package tools of GNU R 4.2.2, which titles of R packages and of their references are checked with.
# Expected: the first word of a title begins with a capital, "is", "are" and pronouns do as in every style of English titles, and a word after
# "?" as after ":".
# Seen: "a study of looms" is "a Study of Looms" and "x-ray imaging" "x-Ray Imaging"; of "looms are all you need" three words stay small, of
# "what is it? an answer" two; "p53" and "lme4" become "P53" and "Lme4".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends r-base-core=4.2.2.20221110-2 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LC_ALL=C.UTF-8 R_HOME=$PWD/usr/lib/R R_SHARE_DIR=$PWD/usr/share/R/share
export LD_LIBRARY_PATH=$R_HOME/lib:$(echo "$PWD"/{,usr/}lib/*-linux-gnu{,/blas,/lapack} | tr ' ' :)
cp --remove-destination "$R_HOME"/etc/Renviron{.ucf,}
cat > titles.R <<'STOP'
titles <- c("a study of looms", "x-ray imaging", "looms are all you need", "what is it? an answer", "weaving: an answer", "the role of p53 and lme4")
cat(tools::toTitleCase(titles), sep = "\n")
STOP
"$R_HOME/bin/exec/R" --version | sed -nE '1s/^(R version [0-9.]+).*/\1/p'
"$R_HOME/bin/exec/R" --vanilla --no-echo -f titles.R | tee seen
cat > expected <<'STOP'
a Study of Looms
x-Ray Imaging
Looms are all you Need
What is It? an Answer
Weaving: An Answer
The Role of P53 and Lme4
STOP
diff expected seen || { echo Changed; exit 1; }
