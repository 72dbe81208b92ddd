"""The published exports are those of the live site."""

import pytest

from labsite.publishing.exports import Exports
from labsite.publishing.plan import publication_queries
from publications.views import FORMATS
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_exports_are_those_of_the_live_site(client):
    """In Chinese, exports differ in the language of the page that they name."""
    ada = factories.person("Ada Example", native_name="艾达")
    topic = factories.topic("Looms", name_zh="织机")
    for title in ("On Engines", "On Looms", "On Looms Again", "论织机"):
        factories.publication(title, [ada, "Charles Printed"], [topic], abstract="Text.")
    exports = Exports()
    written = dict(pair for extension in FORMATS for pair in exports.of_each(extension))
    for query in ("", *publication_queries()):
        written |= dict(exports.of_list(query))
    assert len(written) >= 3 * 3 + 3 * 5
    for address, content in written.items():
        for live in (address, f"/zh-hans{address}"):
            assert client.get(live).content.replace(b"/zh-hans/", b"/") == content, live


def test_exports_take_the_same_number_of_queries_for_each_number_of_publications(
    django_assert_max_num_queries,
):
    for number in range(12):
        factories.publication(f"Paper {number}", [f"Author {number}"])
    with django_assert_max_num_queries(3):
        assert len(list(Exports().of_each("bib"))) == 12
