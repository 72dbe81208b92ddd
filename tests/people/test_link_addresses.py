"""An identifier or a user name in a link field becomes the link."""

import pytest

from people.forms import ProfileLinkForm
from people.link_addresses import full_address, has_valid_check_digit
from people.models import ProfileLink
from tests import factories
from tests.admin_forms import add_row, errors_of, save, url_of

ORCID = "https://orcid.org/0000-0002-1825-0097"
COMPLETED = [
    ("orcid", "0000-0002-1825-0097", ORCID),
    ("orcid", "0000 0002 1825 0097", ORCID),
    ("orcid", "0000000218250097", ORCID),
    ("orcid", "orcid.org/0000-0002-1825-0097", ORCID),
    ("orcid", "ORCID: 0000-0002-1825-0097", ORCID),
    ("orcid", "http://orcid.org/0000-0002-1694-233x", "https://orcid.org/0000-0002-1694-233X"),
    ("google-scholar", "AbCdEf_12-AJ", "https://scholar.google.com/citations?user=AbCdEf_12-AJ"),
    ("dblp", "65/9612-1", "https://dblp.org/pid/65/9612-1"),
    ("dblp", "pid/l/LeslieLamport", "https://dblp.org/pid/l/LeslieLamport"),
    ("semantic-scholar", "1741101", "https://www.semanticscholar.org/author/1741101"),
    ("researchgate", "Ada-Example", "https://www.researchgate.net/profile/Ada-Example"),
    ("github", "ada-example", "https://github.com/ada-example"),
    ("github", " @ada ", "https://github.com/ada"),
    ("gitlab", "ada", "https://gitlab.com/ada"),
    ("huggingface", "ada", "https://huggingface.co/ada"),
    ("linkedin", "ada-example-1", "https://www.linkedin.com/in/ada-example-1"),
    ("linkedin", "in/ada-example/", "https://www.linkedin.com/in/ada-example"),
    ("x", "@ada_example", "https://x.com/ada_example"),
    ("mastodon", "@ada@example.social", "https://example.social/@ada"),
    ("bluesky", "@ada.example.org", "https://bsky.app/profile/ada.example.org"),
    ("bluesky", "ada", "https://bsky.app/profile/ada.bsky.social"),
    ("zhihu", "ada-example", "https://www.zhihu.com/people/ada-example"),
    ("bilibili", "UID:123456", "https://space.bilibili.com/123456"),
    ("bilibili", "１２３４５６", "https://space.bilibili.com/123456"),
    ("weibo", "1234567890", "https://weibo.com/u/1234567890"),
    ("youtube", "@ada.example", "https://www.youtube.com/@ada.example"),
]
UNCHANGED = [
    ("github", "github.com/ada"),
    ("github", "https://github.com/ada/engines"),
    ("orcid", "https://example.org/ada"),
    ("bluesky", "https://bsky.app/profile/ada.example.org"),
    ("homepage", "example.org/~ada"),
    ("link", "0000-0002-1825-0097"),
    ("google-scholar", "https://scholar.google.com/citations?user=AbCdEf_12-AJ&hl=en"),
]


@pytest.mark.parametrize(("kind", "text", "url"), COMPLETED)
def test_identifier_or_user_name_becomes_the_link(kind, text, url):
    assert full_address(kind, text) == url
    assert full_address(kind, url) == url


@pytest.mark.parametrize(("kind", "text"), UNCHANGED)
def test_address_stays_as_typed(kind, text):
    assert full_address(kind, text) == text


@pytest.mark.parametrize("text", ["0000-0002-1825-0098", "https://orcid.org/0000-0002-1825-009X"])
def test_orcid_with_a_wrong_check_digit_is_refused(text):
    form = ProfileLinkForm({"kind": "orcid", "url": text})
    assert form.errors["url"] == ["This ORCID iD is not valid. Check its digits."]
    assert f'value="{text}"' in str(form["url"])


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_check_digit_of_an_orcid_is_computed(orcid):
    assert has_valid_check_digit(orcid)
    assert not has_valid_check_digit(orcid[:-1] + ("1" if orcid[-1] != "1" else "2"))


def test_form_takes_a_url_without_scheme_and_refuses_nonsense():
    form = ProfileLinkForm({"kind": "homepage", "url": "example.org/~ada"})
    assert form.errors == {} and form.cleaned_data["url"] == "https://example.org/~ada"
    for text in ("two words", "javascript:x", "ftp://example.org"):
        assert "url" in ProfileLinkForm({"kind": "homepage", "url": text}).errors


def test_browser_does_not_check_the_field():
    html = str(ProfileLinkForm()["url"])
    assert 'type="text"' in html and 'inputmode="url"' in html


@pytest.mark.django_db
def test_stored_link_with_a_wrong_check_digit_does_not_block_the_form():
    link = factories.profile_link(factories.person(), "orcid", "https://orcid.org/0000-0002-1825-0098")
    data = {"kind": "orcid", "url": link.url, "label": "My ORCID"}
    assert ProfileLinkForm(data, instance=link).is_valid()


@pytest.mark.django_db
def test_admin_takes_identifiers_too(admin):
    person = factories.person()
    url = url_of(type(person), "change", person.pk)
    response = save(admin, url, **add_row("links", 0, position=0, kind="orcid", url="0000-0002-1825-0098"))
    assert "Check its digits" in errors_of(response)
    save(admin, url, **add_row("links", 0, position=0, kind="orcid", url="0000-0002-1825-0097"))
    assert ProfileLink.objects.get().url == ORCID
