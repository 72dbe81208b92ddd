"""The form of a paper with very many authors shows them as one text, a line per author."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from labsite import editors
from moderation import revisions
from moderation.forms.edit_form import EditForm, shown_values
from moderation.models import Proposal, State
from moderation.reverting import revert
from moderation.revisions import versions_of
from publications.forms import AuthorForm
from publications.models import Authorship
from tests import factories
from tests.editor_forms import form_data, opened_form, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
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


def form_lines(client):
    return opened_form(client, URL)[LINES][0].splitlines()


def authors(paper):
    return list(paper.authorships.values_list("pk", "name", "person", "is_equal", "is_corresponding"))


def printed(paper):
    return [(row.name, row.person) for row in paper.authorships.select_related("person")]


def test_each_author_is_a_line_with_marks_and_member(member, big):
    response = member.get(URL)
    assert response.status_code == 200
    lines = form_data(response)[LINES][0].splitlines()
    assert lines[:3] == ["Author 1*", "Author 2*†", "Author 3"]
    assert lines[59] == f"Author 60 [{member.person.name}]"
    assert len(lines) == 120


def test_unchanged_form_makes_no_proposal(member, big):
    assert send(member, URL).status_code == 302
    assert not Proposal.objects.exists()


def test_changed_lines_leave_the_other_authors_unchanged(member, pi, big):
    before = authors(big)
    lines = form_lines(member)
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


def test_error_names_its_line_and_the_text_is_kept(member, big):
    lines = form_lines(member)
    lines[6] = "Author 7 [nobody-here]"
    response = send(member, URL, **{LINES: "\n".join(lines)})
    assert response.status_code == 422
    assert "Line 7 (Author 7): No member of the lab has this name." in response.content.decode()
    assert form_data(response)[LINES][0].splitlines() == lines


def test_draft_keeps_the_typed_lines(member, big):
    lines = [*form_lines(member), "Unfinished [who"]
    response = send(member, URL, do="draft", **{LINES: "\n".join(lines)})
    assert form_data(member.get(response.url))[LINES][0].splitlines() == lines


def test_change_by_somebody_else_is_merged(member, big):
    page = member.get(URL)
    Authorship.objects.filter(publication=big, name="Author 50").update(name="Corrected")
    lines = form_data(page)[LINES][0].splitlines()
    send(member, URL, page=page, do="draft", **{LINES: "\n".join([*lines, "New"])})
    now = form_data(member.get(URL))[LINES][0].splitlines()
    assert now[49] == "Corrected" and now[-1] == "New" and len(now) == 121


def test_snapshot_equals_what_row_forms_would_show(member, big):
    row_set = editors.PUBLICATION.row_sets[0]
    edit_form = EditForm(editors.PUBLICATION, big)
    forms = edit_form.formsets["authorships"].initial_forms
    values_in_forms = [shown_values(form, row_set.form.base_fields) for form in forms]
    assert [row["values"] for row in edit_form.published_snapshot["rows"]["authorships"]] == values_in_forms


def change_at_both_ends(member, pi):
    """Rename an author, remove one, so that all later ones move up, add one, and approve the change."""
    lines = form_lines(member)
    lines[1] = "Renamed Two"
    del lines[3]
    lines.append("New One")
    assert send(member, URL, **{LINES: "\n".join(lines)}).status_code == 302
    pi.post(reverse("decide"), {"proposal": Proposal.objects.unfinished().get().pk, "do": "approve"})
    return lines


def test_only_changed_lines_get_a_form(member, pi, big, monkeypatch):
    forms, init = [], AuthorForm.__init__

    def counted(form, *args, **kwargs):
        forms.append(form)
        init(form, *args, **kwargs)

    monkeypatch.setattr(AuthorForm, "__init__", counted)
    change_at_both_ends(member, pi)
    assert len(forms) < 20
    assert [name for _pk, name, *_ in authors(big)][1:4] == ["Renamed Two", "Author 3", "Author 5"]
    assert list(big.authorships.values_list("position", flat=True)) == list(range(1, 121))


def test_query_count_of_submit_and_approve_does_not_grow_with_authors(member, pi, big):
    with CaptureQueriesContext(connection) as few:
        change_at_both_ends(member, pi)
    Authorship.objects.bulk_create(
        Authorship(publication=big, position=place, name=f"Author {place}") for place in range(121, 400)
    )
    with CaptureQueriesContext(connection) as many:
        change_at_both_ends(member, pi)
    assert len(many) - len(few) < 5  # they are inserted in batches


def test_members_swap_places_in_a_long_list(member, lead, pi, big):
    Authorship.objects.filter(publication=big, position=61).update(person=lead.person)
    lines = form_lines(member)
    lines[59], lines[60] = f"Author 60 [{lead.person.name}]", f"Author 61 [{member.person.name}]"
    send(member, URL, **{LINES: "\n".join(reversed(lines))})
    pi.post(reverse("decide"), {"proposal": Proposal.objects.get().pk, "do": "approve"})
    author_lines = [name + (f" [{person.name}]" if person else "") for name, person in printed(big)]
    assert author_lines[59:61] == list(reversed(lines))[59:61] and author_lines[-1] == "Author 1"


def test_added_author_stays_at_the_front_or_in_the_middle(pi, big):
    lines = form_lines(pi)
    lines = ["First", *lines[:50], "Author 51", *lines[50:]]  # with the name of an existing author
    send(pi, URL, **{LINES: "\n".join(lines)})
    assert form_lines(pi) == lines


@pytest.mark.parametrize("line", [3, 120])
def test_member_cannot_be_an_author_twice(pi, member, big, line):
    lines = [*form_lines(pi), "Author 121"]
    lines[line] += f" [{member.person.name}]"
    response = send(pi, URL, **{LINES: "\n".join(lines)})
    assert response.status_code == 422
    text = f"Line {line + 1} (Author {line + 1}): This member is already an author of this publication."
    assert text in response.content.decode()
    assert printed(big)[59] == ("Author 60", member.person) and big.authorships.count() == 120


def test_revert_restores_a_long_author_list(member, pi, big):
    before = authors(big)
    change_at_both_ends(member, pi)
    after = authors(big)
    first, *_ = reversed(versions_of(big))
    revert(first, pi.user)
    assert authors(big) == before
    revert(versions_of(big)[1], pi.user)
    assert [row[1:] for row in authors(big)] == [row[1:] for row in after]


def test_query_count_of_revert_does_not_grow_with_authors(pi, big):
    def count_queries_of_revert():
        with revisions.record(pi.user):
            revisions.add(big)
        Authorship.objects.filter(publication=big).update(name="Renamed")
        with CaptureQueriesContext(connection) as queries:
            revert(versions_of(big)[0], pi.user)
        assert not Authorship.objects.filter(name="Renamed").exists()
        return len(queries)

    few = count_queries_of_revert()
    Authorship.objects.bulk_create(
        Authorship(publication=big, position=place, name=f"Author {place}") for place in range(121, 400)
    )
    assert count_queries_of_revert() - few < 10  # they are inserted in batches


def test_revert_to_a_deleted_member_keeps_the_printed_name(pi, member, big):
    with revisions.record(pi.user):
        revisions.add(big)
    member.person.delete()
    restored = revert(versions_of(big)[0], pi.user)
    assert restored.left_out == ["deleted person"]  # it was deleted without a version
    assert printed(big)[59] == ("Author 60", None)


def test_too_many_lines_are_refused(member, big, monkeypatch):
    object.__setattr__(editors.PUBLICATION.row_sets[0], "max_rows", 120)
    try:
        response = send(member, URL, **{LINES: "\n".join([*form_lines(member), "One Too Many"])})
    finally:
        object.__setattr__(editors.PUBLICATION.row_sets[0], "max_rows", 5000)
    assert response.status_code == 422 and "at most 120 forms" in response.content.decode()


def test_page_with_three_thousand_authors_is_small(member, big):
    Authorship.objects.bulk_create(
        Authorship(publication=big, position=place, name=f"Author {place}") for place in range(121, 3001)
    )
    assert len(member.get(URL).content) < 300_000


def test_admin_shows_the_author_forms_only_on_request(admin, big):
    path = f"/admin/publications/publication/{big.pk}/change/"
    assert "authorships-0-name" not in admin.get(path).content.decode()
    assert "authorships-0-name" in admin.get(path, {"authors": "all"}).content.decode()
