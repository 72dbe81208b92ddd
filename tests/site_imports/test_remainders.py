"""Texts about the person, outside the lists of a homepage, become biography and research interests."""

from datetime import date

import pytest

from labsite.models import SiteImport
from labsite.site_imports.storing import store
from site_readers import read
from tests import factories

pytestmark = pytest.mark.django_db

LONG = "Looms with more than a hundred threads"
SENTENCES = "I study looms, their threads, and those who weave with them."


@pytest.mark.parametrize(
    ("page", "target", "texts"),
    [
        ("# Research Interests\nLooms, [yarn](https://yarn.example)\n", "interests", ["Looms, yarn"]),
        ("# 研究方向\n- 织布机\n- 纱线\n", "interests", ["织布机", "纱线"]),
        (f"# Research Interests\n{SENTENCES}\n", "bio", [SENTENCES]),
        (f"# Research Interests\nLooms\n\n{SENTENCES}\n", "bio", [SENTENCES]),
        (f"# About me\n{SENTENCES}\n\n- **{LONG}**, say\n", "bio", [SENTENCES, f"- {LONG}, say"]),
    ],
)
def test_texts_go_where_they_belong_in_the_profile(tmp_path, page, target, texts):
    (tmp_path / "page.md").write_text(page)
    account = factories.user()
    site_import = SiteImport(by=account, person=factories.person("Ada Quill"), source="page.md")
    store(read(tmp_path / "page.md"), site_import, date(2026, 1, 1))
    rows = site_import.items.exclude(target="").order_by("position")
    assert [(row.target, row.values["text"][0], row.is_selected) for row in rows] == [
        (target, text, True) for text in texts
    ]
