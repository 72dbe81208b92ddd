#!/usr/bin/env bash
# pandoc 3.9 (pypandoc-binary 1.17, PyPI), a homepage in HTML as Org and reStructuredText, read by pandoc and docutils 0.22.4 (PyPI).
# Expected: a paragraph that begins with "2024." or "+" stays a paragraph, "x_1" text, and italics beside a letter italics. Org's manual ("Escape
# Character") has the zero-width space for all of these, which pandoc writes before "*"; reStructuredText has a backslash, written for the italics.
# Seen: both paragraphs become lists, the one with "2024." a list that begins at 2024, in Org at 1, so that the year is gone; in Org "x_1" gets
# a subscript, and "the kth row" and the name of a Chinese journal show slashes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypandoc-binary==1.17 docutils==0.22.4
venv/bin/python - <<'END' | tee seen
import pypandoc
from docutils.core import publish_parts

PAGE = "<p>2024. Looms</p><p>+ 5 points</p><p>the <em>k</em>th row x_1</p><p>发表于<em>织机学报</em>，2024</p>"


def shown(page):
    """Return the page in one line."""
    return page.replace("\n", "").strip()


org = pypandoc.convert_text(PAGE, "org", format="html")
print("org:", shown(pypandoc.convert_text(org, "html", format="org")))
rst = pypandoc.convert_text(PAGE, "rst", format="html")
settings = {"report_level": 5, "initial_header_level": 2}
print("rst:", shown(publish_parts(rst, writer="html5", settings_overrides=settings)["body"]))
END
diff seen - <<'END' || { echo Changed; exit 1; }
org: <ol><li>Looms</li></ol><ul><li>5 points</li></ul><p>the /k/th row x<sub>1</sub></p><p>发表于/织机学报/，2024</p>
rst: <ol class="arabic simple" start="2024"><li><p>Looms</p></li></ol><ul class="simple"><li><p>5 points</p></li></ul><p>the <em>k</em>th row x_1</p><p>发表于<em>织机学报</em>，2024</p>
END
