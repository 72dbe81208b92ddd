#!/usr/bin/env bash
# pubs 0.9.0 (PyPI), a manager of papers for the command line: a .bib file is imported and exported again.
# Expected: the file is the same but for its form: an institution in braces stays one, A-1--A-9 are pages of a supplement, and `keywords` are
# `keywords`.
# Seen: "{Alpha Research and Beta Robotics}" becomes `Research, {Alpha and Robotics}, Beta`, in which the brace opens in one name and closes in
# the next; the pages are "A--9"; "and others" is "and others, ", a person; `keywords` becomes `keyword`, which nothing else reads; in the list
# the title is "$O(nłog n)$".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet pubs==0.9.0 bibtexparser==1.4.4
export HOME=$folder
cat > papers.bib <<'STOP'
@article{looms,
  author = {Doe, Jane and {Alpha Research and Beta Robotics} and others},
  title = {Looms in $O(n\log n)$},
  journal = {Weaving},
  pages = {A-1--A-9},
  year = {2024},
  keywords = {looms, yarn}
}
STOP
env/bin/pubs init -p "$folder/papers" >/dev/null 2>&1
env/bin/pubs import papers.bib >/dev/null 2>&1
env/bin/pubs list 2>/dev/null | tee seen
env/bin/pubs export 2>/dev/null | tee -a seen
cat > expected <<'STOP'
[looms] Doe, Jane et al. "Looms in $O(nłog n)$" Weaving (2024) 
@article{looms,
 author = {Doe, Jane and Research, {Alpha and Robotics}, Beta and others, },
 title = {Looms in $O(n\log n)$},
 journal = {Weaving},
 year = {2024},
 pages = {A--9},
 keyword = {looms, yarn}
}

STOP
diff expected seen || { echo Changed; exit 1; }
