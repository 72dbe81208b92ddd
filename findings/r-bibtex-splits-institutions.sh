#!/usr/bin/env bash
# bibtex 0.5.1, the BibTeX reader of GNU R (Debian 12, package r-cran-bibtex 0.5.1-1, with R 4.2.2).
# Expected: "and" inside braces is part of a name: "{Alpha Research and Beta Robotics}" is one institution.
# Seen: it is two people, and the second has lost its first letter: "Research A, eta Robotics (2024)". It is written back to
# BibTeX so, too. A suffix becomes part of the family name ("King Jr."), and "and others" a person.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
command -v Rscript >/dev/null || { echo "Needs R."; exit 2; }
apt-get download -qq r-cran-bibtex=0.5.1-1 2>/dev/null || { echo "Needs Debian 12's package r-cran-bibtex."; exit 2; }
dpkg-deb -x r-cran-bibtex*.deb .
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
Rscript --vanilla - <<'END' | tee output.txt
.libPaths(c("usr/lib/R/site-library", .libPaths()))
entries <- bibtex::read.bib("input.bib")
print(entries, style = "text")
print(toBibtex(entries))
END
for text in 'Research A, eta Robotics' 'Alpha Research and {eta Robotics}' 'Carl {King Jr.} and others'; do
    grep -qF "$text" output.txt || { echo "Changed: no $text"; exit 1; }
done
