"""What holds for all exports."""

import json
import re
import subprocess
import sys

from hypothesis import given

from publications.citing import bibtex, csl_json, highwire, ris, scholarly_article

from .reference_strategies import hostile_references


def test_exports_do_not_import_django():
    code = "import sys, publications.citing; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(hostile_references)
def test_any_input_gives_text_without_control_characters(given_reference):
    exports = [
        bibtex([given_reference]),
        ris([given_reference]),
        csl_json([given_reference]),
        json.dumps(scholarly_article(given_reference), ensure_ascii=False),
        *(content for _, content in highwire(given_reference)),
    ]
    for export in exports:
        export.encode()
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", export)
