#!/usr/bin/env bash
# sphinxext-opengraph 0.13.0 with Sphinx 9.0.4 (PyPI): the description of a group's page, which search engines and chats show.
# Expected: the text of the page as a reader would copy it: "O(n2)", "H2O", a blank before a formula that has one, sentences with one full stop.
# Seen: "O(n 2)" and "H 2 O", the formula is glued to the word before, "with\nu", and each item of a list ends in "., ".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check Sphinx==9.0.4 sphinxext-opengraph==0.13.0
mkdir site
cat >site/conf.py <<'END'
project = "Loom Lab"
extensions = ["sphinxext.opengraph"]
ogp_site_url = "https://example.org/"
END
cat >site/index.rst <<'END'
Papers
======

Sorting in O(n\ :sup:`2`\ ) with :math:`\nu`, and H\ :sub:`2`\ O in yarn:

* Doe, J. Looms.
* Roe, A. Yarn.
END
venv/bin/python -m sphinx -Q -b html site html
grep -o '<meta property="og:description"[^>]*>' html/index.html | tee seen
diff seen - <<'END' || { echo Changed; exit 1; }
<meta property="og:description" content="Sorting in O(n 2) with\nu, and H 2 O in yarn: Doe, J. Looms., Roe, A. Yarn.." />
END
