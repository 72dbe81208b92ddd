"""The pages of an import: a homepage is read, corrected, brought in and taken back."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from labsite.models import SiteImport
from labsite.site_imports import import_tasks
from moderation import revisions
from moderation.models import Proposal, State
from news.models import NewsItem
from people.models import Person, Team
from publications.models import Publication
from tests import factories
from tests.site_imports.sources import HOMEPAGE

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PAGE = "/me/import/"


def start(client, **data):
    """Import a source, by default the homepage as pasted text, and return the import."""
    response = client.post(PAGE, data or {"text": HOMEPAGE})
    assert response.status_code == 302, response.content.decode()
    return SiteImport.objects.get()


def page_of(client, batch, **query):
    return client.get(batch.get_absolute_url(), query).content.decode()


def rows_of(client, batch, tab):
    """Return the rows of a section of the page."""
    return client.get(batch.get_absolute_url(), {"show": tab}).context["rows"]


def people_of(batch):
    return list(batch.items.filter(target="people").values_list("pk", flat=True))


def own_name(client, name="Ada Quill"):
    client.person.name = name
    client.person.save()


@pytest.fixture
def ada(member):
    own_name(member)
    return member


def test_preview_shows_each_section_with_its_lines_and_saves_nothing(ada):
    batch = start(ada)
    page = page_of(ada, batch, show="honors")
    assert "Weaver of the Year" in page
    assert "page.md, line" in page
    assert "checked" in page
    assert not ada.person.honors.exists()


def test_import_of_a_member_waits_for_review(ada):
    batch = start(ada)
    ada.post(batch.get_absolute_url(), {"do": "apply"})
    waiting = Proposal.objects.filter(author=ada.user)
    assert {proposal.editor_key for proposal in waiting} == {"profile", "publication", "news"}
    assert set(waiting.values_list("state", flat=True)) == {State.PENDING}
    assert not ada.person.honors.exists()
    profile = waiting.get(editor_key="profile")
    assert len(profile.content["rows"]["honors"]) == 3
    assert len(profile.content["rows"]["education"]) == 2


def test_rank_of_a_venue_waits_with_the_paper(ada):
    batch = start(ada)
    ada.post(batch.get_absolute_url(), {"do": "apply"})
    proposal = Proposal.objects.get(author=ada.user, editor_key="publication")
    assert proposal.content["fields"]["venue_rank"] == ["CCF-A"]
    proposal.approve(by=None, now=timezone.now())
    assert Publication.objects.get().venue.rank == "CCF-A"


def test_import_of_the_pi_is_published_at_once(pi):
    own_name(pi)
    batch = start(pi)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    assert pi.person.honors.count() == 3
    assert Publication.objects.get().title.startswith("SpecWeave")
    assert NewsItem.objects.filter(people=pi.person).count() == 2
    assert Team.objects.get().memberships.count() == 3


def test_sections_of_a_published_import_say_what_was_added(pi):
    own_name(pi)
    batch = start(pi)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    tabs = [tab.name for tab in pi.get(batch.get_absolute_url()).context["tabs"]]
    rows = [row for tab in tabs if tab != "publications" for row in rows_of(pi, batch, tab)]
    assert {row.item.target for row in rows if row.state} >= {"bio", "honors", "news", "people", "call"}
    assert all(row.state for row in rows if row.item.is_selected)


def test_members_cannot_add_people(ada):
    batch = start(ada)
    people = Person.objects.count()
    response = ada.get(batch.get_absolute_url(), {"show": "people"})
    page = response.content.decode()
    assert "Only the lab can add these items." in page
    assert 'for="item-' not in page
    selected = response.context["selected"]
    ada.post(batch.get_absolute_url(), {"show": "people", "item": people_of(batch), "go": "honors"})
    assert ada.get(batch.get_absolute_url()).context["selected"] == selected
    ada.post(batch.get_absolute_url(), {"do": "apply"})
    assert Person.objects.count() == people


def test_corrected_field_is_kept_though_invalid_and_its_error_is_shown(ada):
    batch = start(ada)
    item = batch.items.filter(target="honors").first()
    typed = {"show": "honors", "item": item.pk, "selected": item.pk, f"item{item.pk}-title": "Best Weaver"}
    response = ada.post(
        batch.get_absolute_url(), {**typed, f"item{item.pk}-date": "yesterday", "go": "honors"}, follow=True
    )
    page = response.content.decode()
    assert 'value="yesterday"' in page
    assert "Best Weaver" in page
    assert "invalid-feedback" in page
    assert "novalidate" in page  # a browser could not show what is wrong in a folded form


def test_moving_to_another_section_saves_what_was_typed(ada):
    batch = start(ada)
    item = batch.items.filter(target="honors").first()
    typed = {"show": "honors", "item": item.pk, f"item{item.pk}-title": "Best Weaver", "go": "talks"}
    response = ada.post(batch.get_absolute_url(), typed)
    assert response.headers["Location"].endswith("?show=talks")
    item.refresh_from_db()
    assert item.values["title"] == ["Best Weaver"]
    assert not item.is_selected


def test_item_that_is_not_selected_stays_out(ada):
    batch = start(ada)
    ada.post(batch.get_absolute_url(), {"show": "honors", "do": "none"})
    ada.post(batch.get_absolute_url(), {"do": "apply"})
    profile = Proposal.objects.get(author=ada.user, editor_key="profile")
    assert profile.content["rows"]["honors"] == []
    assert len(profile.content["rows"]["talks"]) == 1


def test_text_that_was_not_understood_can_go_into_a_section(ada):
    batch = start(ada, text=f"{HOMEPAGE}\n# Hobbies\n- Spinning wheel of honour\n")
    item = batch.items.get(values__text=["Spinning wheel of honour"])
    assert item.target == ""
    ada.post(batch.get_absolute_url(), {"show": "rest", "item": item.pk, f"target-{item.pk}": "honors"})
    item.refresh_from_db()
    assert (item.target, item.values["title"]) == ("honors", ["Spinning wheel of honour"])


def test_undo_takes_everything_back(pi):
    own_name(pi)
    before = Person.objects.count()
    bio = pi.person.bio
    batch = start(pi)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    pi.post(batch.get_absolute_url(), {"do": "undo"})
    pi.person.refresh_from_db()
    assert pi.person.bio == bio
    for rows in (pi.person.honors, pi.person.talks, pi.person.service, pi.person.education):
        assert not rows.exists()
    assert not Publication.objects.exists()
    assert not NewsItem.objects.exists()
    assert not Team.objects.exists()
    assert Person.objects.count() == before


def test_undo_keeps_what_was_changed_since(pi):
    own_name(pi)
    batch = start(pi)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    pi.person.honors.filter(title="Weaver of the Year").update(issuer="The Guild")
    pi.person.interests = "Looms"
    pi.person.save()
    pi.post(batch.get_absolute_url(), {"do": "undo"})
    pi.person.refresh_from_db()
    assert pi.person.interests == "Looms"
    assert [row.issuer for row in pi.person.honors.all()] == ["The Guild"]


def test_undo_withdraws_what_waits_for_review(ada):
    batch = start(ada)
    ada.post(batch.get_absolute_url(), {"do": "apply"})
    ada.post(batch.get_absolute_url(), {"do": "undo"})
    assert set(Proposal.objects.values_list("state", flat=True)) == {State.WITHDRAWN}


def test_zip_is_read_in_the_background(ada, django_capture_on_commit_callbacks):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("site/_config.yml", "title: Ada\n")
        archive.writestr("site/_pages/about.md", HOMEPAGE)
    upload = SimpleUploadedFile("site.zip", buffer.getvalue())
    with django_capture_on_commit_callbacks(execute=True):
        ada.post(PAGE, {"file": upload})
        batch = SiteImport.objects.get()
        assert "Reading the source" in page_of(ada, batch)
    batch.refresh_from_db()
    assert batch.items.filter(target="honors").count() == 3


def test_file_that_is_no_site_is_explained(ada, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ada.post(PAGE, {"file": SimpleUploadedFile("site.zip", b"no archive")})
    page = page_of(ada, SiteImport.objects.get())
    assert "The source could not be read." in page


def test_page_leads_back_to_where_its_reader_came_from(ada):
    page = ada.get(PAGE, {"next": "/me/profile/"}).content.decode()
    assert 'href="/me/profile/"' in page


def test_form_of_the_own_profile_leads_to_the_import(ada):
    assert f'href="{PAGE}"' in ada.get("/me/profile/").content.decode()


@pytest.mark.parametrize("text", ["---\n---\n", "# Hobbies\n\n- Spinning\n"])
def test_source_in_which_nothing_is_recognised_is_explained(ada, text):
    assert "Nothing in this source was recognised." in page_of(ada, start(ada, text=text))


def test_work_says_how_far_it_is(pi, monkeypatch, django_capture_on_commit_callbacks):
    own_name(pi)
    monkeypatch.setattr(import_tasks, "QUICK_ITEMS", 1)
    batch = start(pi)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    total = batch.items.filter(is_selected=True).count() + 1
    assert f"0 of {total}" in page_of(pi, batch)
    batch.items.filter(target="honors").update(applied=timezone.now())
    assert f"3 of {total}" in page_of(pi, batch)


def test_one_work_under_two_titles_is_offered_once(ada):
    again = """
## Journal papers

- Ada Quill, Cy Reed, Bo Weaver. "SpecWeave: Weaving of Large Cloths With Few Threads." LOOM 2025.
  [DOI](https://doi.org/10.5555/loom)
"""
    text = HOMEPAGE.replace(
        "[**Paper**](https://example.org/weaving)", "[**Paper**](https://doi.org/10.5555/loom)"
    )
    batch = start(ada, text=text.replace("# Honors", f"{again}\n# Honors"))
    assert sorted(entry.verdict for entry in batch.papers.entries.all()) in (["new"], ["new", "repeated"])


def test_submissions_of_a_member_carry_all_that_was_read(ada):
    batch = start(ada)
    ada.post(batch.get_absolute_url(), {"do": "apply"})
    paper = Proposal.objects.get(author=ada.user, editor_key="publication").content["rows"]
    assert [row["values"].get("is_equal", []) for row in paper["authorships"]] == [["on"], ["on"], []]
    assert [row["values"].get("label", []) for row in paper["links"]][-1] == ["Press review"]
    rows = Proposal.objects.get(author=ada.user, editor_key="profile").content["rows"]
    [service] = [row["values"] for row in rows["service"]]
    assert (service["partner"], service["url"]) == (["Prof. Bo Weaver"], ["https://lab.example.org/bo"])
    assert {"level": ["1/10"], "title_zh": ["年度织工"]}.items() <= rows["honors"][0]["values"].items()


@pytest.mark.parametrize("data", [{}, {"text": " "}])
def test_empty_form_is_explained(ada, data):
    response = ada.post(PAGE, data)
    assert response.status_code == 422
    assert "Choose a file or paste a page." in response.content.decode()


def test_deleted_import_leaves_what_it_added(pi):
    own_name(pi)
    batch = start(pi)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    pi.post(f"{batch.get_absolute_url()}forget/")
    assert not SiteImport.objects.exists()
    assert pi.person.honors.count() == 3


def test_news_and_papers_keep_the_order_of_the_source(pi):
    own_name(pi)
    text = HOMEPAGE.replace(
        "- *2025.06*: Oral", "- *2025.09*: A second item of the same month.\n- *2025.06*: Oral"
    )
    batch = start(pi, text=text)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    bodies = [item.body[:10] for item in NewsItem.objects.newest_first()]
    assert bodies == ["We release", "A second i", "Oral prese"]
    assert [item.kind for item in NewsItem.objects.newest_first()] == ["release", "other", "talk"]


def test_paper_that_was_changed_since_survives_undo(pi):
    own_name(pi)
    batch = start(pi)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    paper = Publication.objects.get()
    paper.note = "Corrected"
    with revisions.record(pi.user):
        paper.save()
    pi.post(batch.get_absolute_url(), {"do": "undo"})
    assert Publication.objects.filter(note="Corrected").exists()


def test_characters_that_no_database_takes_are_left_out(ada):
    text = HOMEPAGE.replace("Weaver of the Year", "Weaver\x00 of the \x0bYear")
    batch = start(ada, file=SimpleUploadedFile("about.md", text.encode()))
    assert batch.items.get(values__title=["Weaver of the Year"])


def test_link_to_a_file_of_the_source_is_named(ada):
    batch = start(ada, text=HOMEPAGE.replace("https://example.org/code", "files/code.zip"))
    assert batch.items.get(raw="files/code.zip").target == ""


def test_link_without_a_field_is_named(ada):
    honor = "- *2020.01* [Golden Thread](https://example.org/golden), Guild of Weavers.\n"
    batch = start(ada, text=HOMEPAGE.replace("- *2023.06* Weaver", f"{honor}- *2023.06* Weaver"))
    assert batch.items.get(raw="https://example.org/golden").why == "There is no field for this link."


def test_source_on_which_the_reader_fails_is_explained(ada, monkeypatch):
    monkeypatch.setattr(import_tasks, "read", lambda path: 1 / 0)
    batch = start(ada)
    assert "The source could not be read." in page_of(ada, batch)


def test_page_needs_as_many_queries_for_many_items(pi, django_assert_max_num_queries):
    own_name(pi)
    more = "".join(f"- *2022.{month:02}* Medal number {month}, Guild of Weavers.\n" for month in range(1, 13))
    batch = start(pi, text=HOMEPAGE.replace("- *2023.06* Weaver", f"{more}- *2023.06* Weaver"))
    assert batch.items.filter(target="honors").count() == 15
    with django_assert_max_num_queries(40):
        page_of(pi, batch, show="honors")


def test_item_cannot_be_moved_to_a_place_for_pictures(ada):
    batch = start(ada)
    item = batch.items.filter(target="honors").first()
    ada.post(batch.get_absolute_url(), {"show": "honors", "item": item.pk, f"target-{item.pk}": "photo"})
    item.refresh_from_db()
    assert item.target == "honors"


def test_long_import_continues_in_the_background(pi, monkeypatch, django_capture_on_commit_callbacks):
    own_name(pi)
    monkeypatch.setattr(import_tasks, "QUICK_ITEMS", 1)
    batch = start(pi)
    with django_capture_on_commit_callbacks(execute=True):
        pi.post(batch.get_absolute_url(), {"do": "apply"})
        assert "Importing the selected items" in page_of(pi, batch)
    assert pi.person.honors.count() == 3
    assert "Undo this import" in page_of(pi, batch)


def test_item_that_differs_shows_both_values_of_each_field(pi):
    own_name(pi)
    factories.honor(pi.person, title="Weaver of the Year", date="2023-06", issuer="Guild of Weavers")
    batch = start(pi)
    item = batch.items.get(values__title=["Weaver of the Year"])
    [row] = [row for row in rows_of(pi, batch, "honors") if row.item == item]
    assert row.verdict == "differs"
    sides = {
        line.label: tuple("".join(piece.text for piece in side.pieces) for side in (line.old, line.new))
        for line in row.differences
    }
    assert sides == {
        "Issuer": ("Guild of Weavers", "Reedham University"),
        "Title (Chinese)": ("", "年度织工"),
        "Level": ("", "1/10"),
    }
    page = page_of(pi, batch, show="honors")
    assert "On the site" in page


def test_new_item_shows_no_differences(pi):
    own_name(pi)
    batch = start(pi)
    assert not any(row.differences for row in rows_of(pi, batch, "honors"))


def test_position_becomes_an_affiliation(pi):
    page = "# Experience\n- 2022.04 - 2022.09, Intern (实习生), [Lake Labs](https://lake.example)\n"
    batch = start(pi, text=page)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    row = pi.person.affiliations.get()
    assert (row.institution, row.capacity, row.capacity_zh) == ("Lake Labs", "Intern", "实习生")
    assert (str(row.start), str(row.end), row.url) == ("2022-04", "2022-09", "https://lake.example")
