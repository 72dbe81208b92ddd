"""A bare DOI, arXiv ID or repository in a link of a publication becomes the link."""

import pytest

from publications.forms import PublicationLinkForm
from publications.link_addresses import full_address


@pytest.mark.parametrize(
    ("kind", "text", "url"),
    [
        ("doi", "10.1145/1234567.1234568", "https://doi.org/10.1145/1234567.1234568"),
        ("data", "doi:10.5281/zenodo.1", "https://doi.org/10.5281/zenodo.1"),
        ("arxiv", "2311.01282", "https://arxiv.org/abs/2311.01282"),
        ("arxiv", "arXiv:2311.01282v2", "https://arxiv.org/abs/2311.01282v2"),
        ("paper", "hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001"),
        ("code", "example-lab/engines.js", "https://github.com/example-lab/engines.js"),
        ("video", "BV1xx411c7mD", "https://www.bilibili.com/video/BV1xx411c7mD"),
    ],
)
def test_identifier_becomes_the_link(kind, text, url):
    form = PublicationLinkForm({"kind": kind, "url": text})
    assert form.errors == {} and form.cleaned_data["url"] == url
    assert full_address(kind, url) == url


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("code", "github.com/example"),
        ("code", "https://example.org/a/b"),
        ("slides", "example.org/2311.01282"),
    ],
)
def test_address_stays_as_typed(kind, text):
    assert full_address(kind, text) == text
