#!/usr/bin/env bash
# bibtex 0.5.1, the BibTeX reader of GNU R (Debian 12, package r-cran-bibtex 0.5.1-1, with R 4.2.2).
# Expected: "and" inside braces is part of a name: "{Alpha Research and Beta Robotics}" is one institution.
# Seen: it is two people, and the second has lost its first letter: "Research A, eta Robotics (2024)". It is written back to
# BibTeX so, too. A suffix becomes part of the family name ("King Jr."), and "and others" a person.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends r-base-core=4.2.2.20221110-2 r-cran-bibtex=0.5.1-1 r-cran-backports 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LC_ALL=C.UTF-8 R_HOME=$PWD/usr/lib/R R_SHARE_DIR=$PWD/usr/share/R/share
export LD_LIBRARY_PATH=$R_HOME/lib:$(echo "$PWD"/{,usr/}lib/*-linux-gnu{,/blas,/lapack} | tr ' ' :)
cp --remove-destination "$R_HOME"/etc/Renviron{.ucf,}
cat > input.bib <<'END'
@Article{a,
  author = {{Alpha Research and Beta Robotics}},
  title = {Looms}, journal = {Weaving}, year = 2024
}
@Article{b,
  author = {Doe, Jane and King, Jr., Carl and others},
  title = {Threads}, journal = {Weaving}, year = 2024
}
END
"$R_HOME/bin/exec/R" --vanilla --no-echo <<'END' | tee output.txt
.libPaths(c("usr/lib/R/site-library", .libPaths()))
entries <- bibtex::read.bib("input.bib")
print(entries, style = "text")
print(toBibtex(entries))
END
for text in 'Research A, eta Robotics' 'Alpha Research and {eta Robotics}' 'Carl {King Jr.} and others'; do
    grep -qF "$text" output.txt || { echo "Changed: no $text"; exit 1; }
done
