#!/usr/bin/env bash
# cffconvert 2.0.0 (PyPI), input by the Citation File Format 1.2.0.
# Expected: an entity "Alpha Research and Beta Robotics" stays one author in BibTeX; it is an organization in schema.org;
# name-particle and name-suffix stay parts of their own; the paper in preferred-citation is what gets cited.
# Seen: the BibTeX has "and" without braces, so that readers see two authors; schema.org calls the entity a Person;
# particle and suffix are glued to the family name; preferred-citation is ignored and the software is cited.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cffconvert==2.0.0
cd "$folder"
cat > CITATION.cff <<'END'
cff-version: 1.2.0
message: Please cite the paper.
title: Loom
type: software
authors:
  - family-names: Berg
    given-names: Jan
    name-particle: van der
    name-suffix: Jr.
  - name: Alpha Research and Beta Robotics
preferred-citation:
  type: article
  title: Weaving with Looms
  journal: Journal of Looms
  year: 2023
  authors:
    - family-names: Berg
      given-names: Jan
      name-particle: van der
END
venv/bin/cffconvert --validate
venv/bin/cffconvert -f bibtex | tee citation.bib
venv/bin/cffconvert -f schema.org | tee citation.json
grep -qF 'author = {van der Berg Jr., Jan and Alpha Research and Beta Robotics}' citation.bib || { echo Changed; exit 1; }
if grep -q 'Weaving' citation.bib; then echo Changed; exit 1; fi
grep -B1 'Alpha Research' citation.json | grep -qF '"@type": "Person"' || { echo Changed; exit 1; }
