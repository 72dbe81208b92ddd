"""The form of a paper by very many: its authors are one text, a line for each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from labsite import editors
from moderation import revisions
from moderation.forms.edit_form import EditForm, shown_values
from moderation.models import Proposal, State
from moderation.revisions import revert, versions_of
from publications.forms import AuthorForm
from publications.models import Authorship
from tests import factories
from tests.editor_forms import form_data, send

pytestmark = pytest.mark.django_db
URL, LINES = "/me/publications/big/", "authorships-lines"


@pytest.fixture
def big(member):
    paper = factories.publication("By All of Us", slug="big")
    Authorship.objects.bulk_create(
        Authorship(
            publication=paper,
            position=place,
            name=f"Author {place}",
            person=member.person if place == 60 else None,
            is_equal=place < 3,
            is_corresponding=place == 2,
        )
        for place in range(1, 121)
    )
    return paper


def opened(client):
    response = client.get(URL)
    assert response.status_code == 200
    return form_data(response)[LINES][0].splitlines()


def authors(paper):
    return list(paper.authorships.values_list("pk", "name", "person", "is_equal", "is_corresponding"))


def printed(paper):
    return [(row.name, row.person) for row in paper.authorships.select_related("person")]


def test_each_author_is_a_line_with_marks_and_the_member(member, big):
    lines = opened(member)
    assert lines[:3] == ["Author 1*", "Author 2*†", "Author 3"]
    assert lines[59] == f"Author 60 [{member.person.name}]"
    assert len(lines) == 120


def test_what_comes_back_as_it_was_changes_nothing(member, big):
    assert send(member, URL).status_code == 302
    assert not Proposal.objects.exists()


def test_what_is_changed_keeps_the_rest_as_it_is(member, pi, big):
    before = authors(big)
    lines = opened(member)
    lines[4] = "Renamed Five†"
    del lines[9]
    lines.append("Author 121*")
    send(member, URL, **{LINES: "\r\n".join(lines)})
    proposal = Proposal.objects.get()
    assert proposal.state == State.PENDING and authors(big) == before
    pi.post(reverse("decide"), {"proposal": proposal.pk, "do": "approve"})
    after = authors(big)
    assert after[4] == (before[4][0], "Renamed Five", None, False, True)
    assert after[:4] + after[5:9] + after[9:-1] == before[:4] + before[5:9] + before[10:]
    assert after[-1][1:] == ("Author 121", None, True, False)


def test_a_mistake_is_said_with_its_line_and_nothing_is_lost(member, big):
    lines = opened(member)
    lines[6] = "Author 7 [nobody-here]"
    response = send(member, URL, **{LINES: "\n".join(lines)})
    assert response.status_code == 422
    assert "Line 7 (Author 7): There is nobody with this name in the lab." in response.content.decode()
    assert form_data(response)[LINES][0].splitlines() == lines


def test_a_draft_keeps_what_was_typed(member, big):
    lines = [*opened(member), "Unfinished [who"]
    response = send(member, URL, do="draft", **{LINES: "\n".join(lines)})
    assert form_data(member.get(response.url))[LINES][0].splitlines() == lines


def test_a_change_elsewhere_meanwhile_is_kept_too(member, big):
    page = member.get(URL)
    Authorship.objects.filter(publication=big, name="Author 50").update(name="Corrected")
    lines = form_data(page)[LINES][0].splitlines()
    send(member, URL, page=page, do="draft", **{LINES: "\n".join([*lines, "New"])})
    now = form_data(member.get(URL))[LINES][0].splitlines()
    assert now[49] == "Corrected" and now[-1] == "New" and len(now) == 121


def test_the_content_is_what_the_boxes_would_show(member, big):
    row_set = editors.PUBLICATION.row_sets[0]
    edit_form = EditForm(editors.PUBLICATION, big)
    forms = edit_form.formsets["authorships"].initial_forms
    boxes = [shown_values(form, row_set.form.base_fields) for form in forms]
    assert [row["values"] for row in edit_form.published_snapshot["rows"]["authorships"]] == boxes


def change_at_both_ends(member, pi):
    """A name that is other, a line that is gone, so that all others move up, and a new one; approved."""
    lines = opened(member)
    lines[1] = "Renamed Two"
    del lines[3]
    lines.append("New One")
    assert send(member, URL, **{LINES: "\n".join(lines)}).status_code == 302
    pi.post(reverse("decide"), {"proposal": Proposal.objects.unfinished().get().pk, "do": "approve"})
    return lines


def test_only_lines_that_differ_are_checked_one_by_one(member, pi, big, monkeypatch):
    made, init = [], AuthorForm.__init__

    def counted(form, *args, **kwargs):
        made.append(form)
        init(form, *args, **kwargs)

    monkeypatch.setattr(AuthorForm, "__init__", counted)
    change_at_both_ends(member, pi)
    assert len(made) < 20
    assert [name for _pk, name, *_ in authors(big)][1:4] == ["Renamed Two", "Author 3", "Author 5"]
    assert list(big.authorships.values_list("position", flat=True)) == list(range(1, 121))


def test_to_change_and_approve_takes_no_more_queries_for_more_authors(member, pi, big):
    with CaptureQueriesContext(connection) as few:
        change_at_both_ends(member, pi)
    Authorship.objects.bulk_create(
        Authorship(publication=big, position=place, name=f"Author {place}") for place in range(121, 400)
    )
    with CaptureQueriesContext(connection) as many:
        change_at_both_ends(member, pi)
    assert len(many) - len(few) < 5  # they are inserted in batches


def test_members_change_places_in_a_long_list(member, lead, pi, big):
    Authorship.objects.filter(publication=big, position=61).update(person=lead.person)
    lines = opened(member)
    lines[59], lines[60] = f"Author 60 [{lead.person.name}]", f"Author 61 [{member.person.name}]"
    send(member, URL, **{LINES: "\n".join(reversed(lines))})
    pi.post(reverse("decide"), {"proposal": Proposal.objects.get().pk, "do": "approve"})
    found = [name + (f" [{person.name}]" if person else "") for name, person in printed(big)]
    assert found[59:61] == list(reversed(lines))[59:61] and found[-1] == "Author 1"


def test_who_is_added_at_the_front_or_in_the_middle_stays_there(pi, big):
    lines = opened(pi)
    lines = ["First", *lines[:50], "Author 51", *lines[50:]]  # one of the same name as somebody there
    send(pi, URL, **{LINES: "\n".join(lines)})
    assert opened(pi) == lines


@pytest.mark.parametrize("line", [3, 120])
def test_a_member_who_is_an_author_already_is_not_one_twice(pi, member, big, line):
    lines = [*opened(pi), "Author 121"]
    lines[line] += f" [{member.person.name}]"
    response = send(pi, URL, **{LINES: "\n".join(lines)})
    assert response.status_code == 422
    text = f"Line {line + 1} (Author {line + 1}): This member is an author of it already."
    assert text in response.content.decode()
    assert printed(big)[59] == ("Author 60", member.person) and big.authorships.count() == 120


def test_what_was_published_before_is_the_way_back(member, pi, big):
    before = authors(big)
    change_at_both_ends(member, pi)
    after = authors(big)
    first, *_ = reversed(versions_of(big))
    revert(first, pi.user)
    assert authors(big) == before
    revert(versions_of(big)[1], pi.user)
    assert [row[1:] for row in authors(big)] == [row[1:] for row in after]


def test_the_way_back_takes_no_more_queries_for_more_authors(pi, big):
    def renamed_and_reverted():
        with revisions.record(pi.user):
            revisions.add(big)
        Authorship.objects.filter(publication=big).update(name="Renamed")
        with CaptureQueriesContext(connection) as queries:
            revert(versions_of(big)[0], pi.user)
        assert not Authorship.objects.filter(name="Renamed").exists()
        return len(queries)

    few = renamed_and_reverted()
    Authorship.objects.bulk_create(
        Authorship(publication=big, position=place, name=f"Author {place}") for place in range(121, 400)
    )
    assert renamed_and_reverted() - few < 10  # they are inserted in batches


def test_there_is_no_way_back_to_a_member_who_is_gone(pi, member, big):
    with revisions.record(pi.user):
        revisions.add(big)
    member.person.delete()
    with pytest.raises(revisions.CannotRevert, match="no longer exists"):
        revert(versions_of(big)[0], pi.user)
    assert printed(big)[59] == ("Author 60", None)


def test_too_many_lines_are_refused(member, big, monkeypatch):
    object.__setattr__(editors.PUBLICATION.row_sets[0], "max_rows", 120)
    try:
        response = send(member, URL, **{LINES: "\n".join([*opened(member), "One Too Many"])})
    finally:
        object.__setattr__(editors.PUBLICATION.row_sets[0], "max_rows", 5000)
    assert response.status_code == 422 and "at most 120 forms" in response.content.decode()


def test_the_form_of_three_thousand_is_small(member, big):
    Authorship.objects.bulk_create(
        Authorship(publication=big, position=place, name=f"Author {place}") for place in range(121, 3001)
    )
    assert len(member.get(URL).content) < 300_000


def test_the_admin_shows_their_boxes_only_if_asked(admin, big):
    path = f"/admin/publications/publication/{big.pk}/change/"
    assert "authorships-0-name" not in admin.get(path).content.decode()
    assert "authorships-0-name" in admin.get(path, {"authors": "all"}).content.decode()
