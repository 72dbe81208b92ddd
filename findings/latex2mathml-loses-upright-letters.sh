#!/usr/bin/env bash
# latex2mathml 3.81.1 (PyPI).
# Expected: \mathrm{C} in a title such as "{}^{13}\mathrm{C} imaging" is upright, as \mathrm{CO} is; commands that the
# package does not know are refused or left out; \operatorname{arg\,max} is one upright name.
# Seen: a single letter loses \mathrm, and <mi> with one letter is italic; \textsc{sat} and \nicefrac{1}{2} show the
# command itself to the reader; \operatorname{arg\,max} becomes an empty operator and six italic letters.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check latex2mathml==3.81.1
"$folder/venv/bin/python" - <<'END'
import html
import re
import sys

from latex2mathml.converter import convert

expected = {
    r"\mathrm{CO}": '<mrow><mi mathvariant="normal">C</mi><mi mathvariant="normal">O</mi></mrow>',
    r"\mathrm{C}": "<mi>C</mi>",
    r"\textsc{sat}": r"<mi>\textsc</mi><mrow><mi>s</mi><mi>a</mi><mi>t</mi></mrow>",
    r"\nicefrac{1}{2}": r"<mi>\nicefrac</mi><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow>",
    r"\operatorname{arg\,max}": '<mo /><mrow><mi>a</mi><mi>r</mi><mi>g</mi><mspace width="0.167em" />'
    "<mi>m</mi><mi>a</mi><mi>x</mi></mrow>",
}
changed = False
for latex, mathml in expected.items():
    seen = re.sub(r"^<math[^>]*><mrow>|</mrow></math>$", "", html.unescape(convert(latex)))
    print(latex, seen, sep="   ")
    changed |= seen != mathml
sys.exit("Changed" if changed else 0)
END
