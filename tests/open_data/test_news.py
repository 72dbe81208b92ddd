"""What ``news.json`` says: the public news of the day, with what its pages link to."""

from datetime import datetime

import pytest

from tests import factories
from tests.open_data.reading import read, rows

pytestmark = pytest.mark.django_db

NOW = datetime.fromisoformat("2025-10-01T12:00+08:00")


def test_news_appears_on_its_day():
    for date in ("2025-10-02", "2025-10-01", "2024"):
        factories.news_item(slug=f"of-{date}", date=date)
    factories.news_item(slug="hidden", date="2024", is_public=False)
    assert [row["date"] for row in read("news", NOW)["news"]] == ["2025-10-01", "2024"]


def test_news_has_texts_and_public_links():
    ada, hidden = factories.person("Ada"), factories.person("Hidden", is_public=False)
    paper, project = factories.publication("On Engines"), factories.project("Steam")
    factories.news_item(
        "Engines are **out**.\n\n[//]: # (not yet)",
        slug="out",
        kind="release",
        people=[ada, hidden],
        publications=[paper, factories.publication("Hidden", is_public=False)],
        projects=[project, factories.project("Hidden", is_public=False)],
        title_zh="引擎发布",
        is_pinned=True,
    )
    row = rows("news")["out"]
    assert (row["title"], row["text"]) == ({"zh-Hans": "引擎发布"}, {"en": "Engines are **out**.\n\n"})
    assert (row["people"], row["publications"], row["projects"]) == (["ada"], ["on-engines"], ["steam"])
    assert (row["kind"], row["pinned"], row["picture"]) == ("release", True, None)
