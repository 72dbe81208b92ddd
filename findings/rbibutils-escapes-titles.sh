#!/usr/bin/env bash
# rbibutils 2.2.13 of GNU R (Debian 12, package r-cran-rbibutils 2.2.13-1), which many R packages read their references with (Rdpack).
# Expected: readBib() returns a title that R prints like those of its own bibentry(): braces go, "50\%" is "50%".
# Seen: by default, braces, backslashes and dollar signs are escaped once more, and printed: "{GPU}", "50\backslash\%",
# "\$O(n \backslashlog n)\$"; toBibtex() writes them so. With direct = TRUE the file is read as it is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends r-base-core=4.2.2.20221110-2 r-cran-rbibutils=2.2.13-1 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LC_ALL=C.UTF-8 R_HOME=$PWD/usr/lib/R R_SHARE_DIR=$PWD/usr/share/R/share
export LD_LIBRARY_PATH=$R_HOME/lib:$(echo "$PWD"/{,usr/}lib/*-linux-gnu{,/blas,/lapack} | tr ' ' :)
cp --remove-destination "$R_HOME"/etc/Renviron{.ucf,}
cat > papers.bib <<'STOP'
@article{looms,
  author  = {Doe, Jane},
  title   = {Sorting Yarn in $O(n \log n)$ on a {GPU}: 50\% Less {\"U}bung},
  journal = {Weaving},
  year    = {2024}
}
STOP
"$R_HOME/bin/exec/R" --vanilla --no-echo <<'STOP' | tee output.txt
.libPaths(c("usr/lib/R/site-library", .libPaths()))
options(width = 200)
for (direct in c(FALSE, TRUE)) {
  entry <- rbibutils::readBib("papers.bib", direct = direct)
  cat("direct =", direct, "\n")
  print(entry, style = "text")
  writeLines(grep("title", toBibtex(entry), value = TRUE))
}
STOP
for text in '50{\backslash}{\%} Less' 'on a {GPU}: 50\backslash\% Less {\backslash"U}bung' 'Sorting Yarn in $O(n \log n)$ on a {GPU}: 50\% Less {\"U}bung'; do
    grep -qF "$text" output.txt || { echo "Changed: no $text"; exit 1; }
done
