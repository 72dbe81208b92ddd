"""What the edit form tells its readers: languages, rows, errors, and what Enter does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moderation.models import Proposal, State
from tests import factories
from tests.editor_forms import form_data, new_row, opened_form, send
from tests.views.reading import Page, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PROFILE = "/me/profile/"


def rows_of(page, name):
    return page.all("details", page.one("div[@data-rows-list]", page.one(f"*[@data-rows='{name}']")))


def row_titles(page, name):
    """Return the text in the summary of each row."""
    return [text(page.one("summary", row)) for row in rows_of(page, name)]


@pytest.mark.parametrize(
    "url",
    [PROFILE, "/me/news/add/", "/me/publications/add/", "/desk/lab/", "/desk/menu/", "/desk/notices/add/"],
)
def test_form_of_a_page_has_what_other_tests_submit_without_rendering_the_page(pi, url):
    factories.profile_link(pi.person)
    submitted, opened = form_data(pi.get(url)), opened_form(pi, url)
    differing = {name for name in submitted.keys() | opened if submitted.get(name) != opened.get(name)}
    assert opened.keys() > {"opened"} and differing <= {"opened", "csrfmiddlewaretoken"}


def test_each_field_of_a_bilingual_text_is_marked_with_its_language(member):
    factories.affiliation(member.person)
    page = Page(member.get(PROFILE))

    def language(name):
        return page.one(f"*[@name='{name}']").get("lang")

    assert (language("bio"), language("bio_zh")) == ("en", "zh-Hans")
    assert (language("affiliations-0-institution"), language("affiliations-0-institution_zh")) == (
        "en",
        "zh-Hans",
    )
    assert language("email") is None


def test_rows_with_the_same_title_have_a_hint(member):
    factories.education(member.person, start="2020", end="2024-06", degree="bachelor")
    factories.education(member.person, start="2024-09", degree="phd")
    assert row_titles(Page(member.get(PROFILE)), "education") == [
        "Example University PhD · 2024-09",
        "Example University Bachelor’s degree · 2020 – 2024-06",
    ]


def test_row_has_the_title_in_the_language_of_the_page(member):
    factories.honor(member.person, "Best paper", title_zh="最佳论文", date="2025")
    factories.honor(member.person, "Medal", date="2024")
    assert row_titles(Page(member.get(f"/zh-hans{PROFILE}")), "honors") == ["最佳论文 2025", "Medal 2024"]


def test_end_before_the_start_is_an_error_of_the_end(member):
    factories.education(member.person, start="2020", end="2024")
    page = Page(send(member, PROFILE, education__0__end="2019"))
    assert page.one("a[@href='#id_education-0-end']") is not None
    assert "is-invalid" in page.one("*[@id='id_education-0-end']").get("class")


def test_long_title_of_a_row_ends_with_an_ellipsis(member):
    factories.honor(member.person, "Best paper " + "of all " * 10 + "papers")
    assert row_titles(Page(member.get(PROFILE)), "honors")[0].endswith("…")


def test_row_with_an_error_is_open_and_says_so(member):
    factories.honor(member.person, "One", date="2025")
    factories.honor(member.person, "Other", date="2024")
    page = Page(send(member, PROFILE, honors__1__date="soon"))
    assert row_titles(page, "honors") == ["One 2025", "Other soon has errors"]
    assert ["open" in row.attrib for row in rows_of(page, "honors")] == [False, True]


def enter_button(client, url):
    """Return the value of the button that the Enter key presses: the first one of the form."""
    page = Page(client.get(url))
    return page.all("button", page.one("form[@data-editor]"))[0].get("value")


def test_enter_in_a_field_saves_a_draft(member):
    send(member, PROFILE, do=enter_button(member, PROFILE), interests="Engines")
    assert Proposal.objects.get().state == State.DRAFT


def test_enter_in_a_correction_publishes_nothing(member, pi):
    send(member, PROFILE, interests="Engines")
    url = reverse("correct-proposal", args=[Proposal.objects.get().pk])
    response = send(pi, url, do=enter_button(pi, url), interests="Steam")
    assert Proposal.objects.get().state == State.PENDING
    assert form_data(response)["interests"] == ["Steam"]


def test_difference_shows_only_the_filled_fields_of_an_added_row(member, pi):
    send(member, PROFILE, **new_row("honors", 0, title="A prize"))
    page = Page(pi.get(reverse("review-proposal", args=[Proposal.objects.get().pk])))
    (row,) = page.of_class("difference-added")
    assert [text(side) for side in page.all("dd", row)] == ["After A prize"]
    assert page.of_class("nothing", row) == []


def test_errors_of_rows_are_distinguished_by_the_titles_of_the_rows(member):
    one, two = factories.honor(member.person, "One"), factories.honor(member.person, "Two")
    data = {"honors__0__date": "soon", "honors__1__date": "later", **new_row("honors", 2, level="1/10")}
    page = Page(send(member, PROFILE, **data))
    titles = [error.partition(" · ")[0] for error in page.errors]
    assert sorted(titles) == ["1/10", one.title, two.title]


def test_missing_value_in_a_removed_row_is_not_an_error(member):
    factories.honor(member.person, "One")
    page = Page(send(member, PROFILE, honors__0__DELETE="on", email="nonsense"))
    (summary,) = page.of_class("error-summary")
    assert len(page.all("li", summary)) == 1


def test_form_reads_each_kind_of_row_once(member):
    factories.profile_link(member.person)
    factories.honor(member.person)
    member.get(PROFILE)  # what is read once by each process
    with CaptureQueriesContext(connection) as queries:
        member.get(PROFILE)
    for table in ("people_profilelink", "people_honor", "people_education"):
        assert sum(f'FROM "{table}"' in query["sql"] for query in queries) == 1
