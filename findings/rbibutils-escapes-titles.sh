#!/usr/bin/env bash
# rbibutils 2.2.13 of GNU R (Debian 12, package r-cran-rbibutils 2.2.13-1), which many R packages read their references with (Rdpack).
# Expected: readBib() returns a title that R prints like those of its own bibentry(): braces go, "50\%" is "50%".
# Seen: by default, braces, backslashes and dollar signs are escaped once more, and printed: "{GPU}", "50\backslash\%",
# "\$O(n \backslashlog n)\$"; toBibtex() writes them so. With direct = TRUE the file is read as it is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
command -v Rscript >/dev/null || { echo "Needs R."; exit 2; }
apt-get download -qq r-cran-rbibutils=2.2.13-1 2>/dev/null || { echo "Needs Debian 12's package r-cran-rbibutils."; exit 2; }
dpkg-deb -x r-cran-rbibutils*.deb .
cat > papers.bib <<'STOP'
@article{looms,
  author  = {Doe, Jane},
  title   = {Sorting Yarn in $O(n \log n)$ on a {GPU}: 50\% Less {\"U}bung},
  journal = {Weaving},
  year    = {2024}
}
STOP
Rscript --vanilla - <<'STOP' | tee output.txt
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
