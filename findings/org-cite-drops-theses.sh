#!/usr/bin/env bash
# Org 9.5.5, the citation processor "basic" of Emacs 28.2 (Debian 12).
# Expected: citing a thesis or technical report of a .bib file works as citing an article: BibTeX knows @phdthesis, @mastersthesis
# and @techreport, and biblatex has kept them. In CSL-JSON, institutions (`literal`) are authors as people are.
# Seen: .bib files are read with Emacs's list of biblatex's types, which lacks the three, so "(Doe, Jane, 2023)" is printed as
# "(, )". The same file called .bibtex is read whole. From CSL-JSON, an institution is printed as nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends emacs-nox=1:28.2+1-15* emacs-common emacs-el emacs-bin-common 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
export EMACSLOADPATH=$PWD/usr/share/emacs/28.2/lisp EMACSDATA=$PWD/usr/share/emacs/28.2/etc
cat > papers.bib <<'END'
@article{article,
  author = {Roe, Richard},
  title  = {Threads},
  year   = {2024}
}

@phdthesis{thesis,
  author = {Doe, Jane},
  title  = {Looms},
  school = {University of Weaving},
  year   = {2023}
}

@techreport{report,
  author      = {Poe, Ann},
  title       = {Yarn},
  institution = {Loom Lab},
  year        = {2022}
}
END
cp papers.bib papers.bibtex
cat > papers.json <<'END'
[{"id": "article", "type": "article-journal", "title": "Threads", "issued": {"date-parts": [[2024]]},
  "author": [{"family": "Roe", "given": "Richard"}, {"literal": "Loom Group"}]},
 {"id": "thesis", "type": "thesis", "title": "Looms", "issued": {"date-parts": [[2023]]},
  "author": [{"family": "Doe", "given": "Jane"}]},
 {"id": "report", "type": "report", "title": "Yarn", "issued": {"date-parts": [[2022]]},
  "author": [{"literal": "Loom Lab"}]}]
END
cat > cite.el <<'END'
(require 'ox-ascii)
(require 'oc-basic)
(dolist (file '("papers.bib" "papers.bibtex" "papers.json"))
  (with-temp-buffer
    (insert "#+bibliography: " (expand-file-name file) "\n#+cite_export: basic author-year\n\n"
            "[cite:@article] [cite:@thesis] [cite:@report]\n")
    (org-mode)
    (princ (concat file ": " (string-trim (org-export-as 'ascii nil nil t)) "\n"))))
END
HOME=$PWD timeout 60 usr/bin/emacs-nox --dump-file="$(echo usr/libexec/emacs/28.2/*/emacs.pdmp)" -Q --batch -l cite.el 2>/dev/null | tee seen
cat > expected <<'END'
papers.bib: (Roe, Richard, 2024) (, ) (, a)
papers.bibtex: (Roe, Richard, 2024) (Doe, Jane, 2023) (Poe, Ann, 2022)
papers.json: (Roe Richard and , 2024) (Doe Jane, 2023) ( , 2022)
END
diff expected seen || { echo "Changed"; exit 1; }
