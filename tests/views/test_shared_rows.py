"""Talks and honors that several members share: one record, shown on the profile of each."""

import pytest
from reversion.models import Version

from labsite.editors import PROFILE
from moderation import revisions
from moderation.forms.edit_form import EditForm
from moderation.models import Proposal, State
from moderation.reverting import revert
from people.models import Honor, Person
from publications.models import Talk
from tests import factories
from tests.editor_forms import approve, new_row, send

from .shared_rows import shared_honor, titles

pytestmark = pytest.mark.django_db


# ---- adding and showing -----------------------------------------------------------------------


def test_member_adds_colleagues_and_the_row_is_on_both_profiles_with_the_names(member, lead, pi, visit):
    rows = new_row("honors", 0, title="Best Paper", colleagues=lead.person.name)
    rows |= new_row("talks", 0, title="On Steam", kind="oral", colleagues=lead.person.slug)
    send(member, "/me/profile/", **rows)
    approve(pi)
    for owner, other in ((member.person, lead.person), (lead.person, member.person)):
        page = visit(owner.get_absolute_url())
        assert "Best Paper" in page.text and "On Steam" in page.text
        assert page.main_links.count(other.get_absolute_url()) >= 2
    assert (Honor.objects.count(), Talk.objects.count()) == (1, 1)


def test_unknown_name_is_explained_and_stays_in_the_form(member):
    response = send(member, "/me/profile/", **new_row("honors", 0, title="Prize", colleagues="Nobody Known"))
    assert response.status_code == 422
    assert "No member of the lab has this name" in response.content.decode()
    assert "Nobody Known" in response.content.decode()


def test_form_that_is_sent_unchanged_changes_nothing(member, lead):
    shared_honor(member, lead.person)
    send(member, "/me/profile/")
    assert not Proposal.objects.exists()


def test_colleagues_stand_in_the_form_by_name(member):
    shared_honor(member, *(factories.person(name) for name in ("Mo Kim", "Zed Young", "Ada Abel")))
    [row] = EditForm(PROFILE, member.person).published_snapshot["rows"]["honors"]
    assert row["values"]["colleagues"] == ["Ada Abel", "Mo Kim", "Zed Young"]


def test_people_with_a_hidden_profile_are_not_named(member, lead, visit):
    shared_honor(member, lead.person)
    Person.objects.filter(pk=lead.person.pk).update(is_public=False)
    assert lead.person.name not in visit(member.person.get_absolute_url()).text
    Person.objects.filter(pk=lead.person.pk).update(is_public=True)
    Person.objects.filter(pk=member.person.pk).update(is_public=False)
    page = visit(lead.person.get_absolute_url())
    assert "Shared Prize" in page.text and member.person.name not in page.text


def test_page_of_a_paper_names_all_who_gave_a_talk(member, lead, visit):
    paper = factories.publication("On Engines")
    talk = factories.talk(member.person, publication=paper, event="Conf")
    talk.colleagues.add(lead.person)
    page = visit(paper.get_absolute_url())
    assert f"Conf · {member.person.name}, {lead.person.name}" in page.text
    links = page.main_links
    assert {member.person.get_absolute_url(), lead.person.get_absolute_url()} <= set(links)
    Person.objects.filter(pk=member.person.pk).update(is_public=False)
    links = visit(paper.get_absolute_url()).main_links
    assert lead.person.get_absolute_url() in links and member.person.get_absolute_url() not in links


# ---- editing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["honor", "talk"])
def test_colleague_proposes_a_change_of_the_one_record(member, lead, pi, visit, kind):
    row = shared_honor(member) if kind == "honor" else factories.talk(member.person)
    row.colleagues.add(lead.person)
    url = f"/me/shared/{kind}/{row.pk}/"
    assert url in lead.get("/me/").content.decode()
    send(lead, url, title="Renamed")
    assert "Renamed" not in visit(member.person.get_absolute_url()).text
    approve(pi)
    for person in (member.person, lead.person):
        assert "Renamed" in visit(person.get_absolute_url()).text
    assert revisions.versions_of(row).count() >= 1


def test_colleague_sees_the_change_in_a_preview(member, lead):
    honor = shared_honor(member, lead.person)
    send(lead, f"/me/shared/honor/{honor.pk}/", title="Renamed", do="preview")
    proposal = Proposal.objects.get()
    assert "Renamed" in lead.get(f"/me/proposals/{proposal.pk}/preview/").content.decode()


def test_row_of_others_is_not_found(member, lead):
    honor = factories.honor(member.person)
    assert lead.get(f"/me/shared/honor/{honor.pk}/").status_code == 404
    assert lead.post(f"/me/shared/honor/{honor.pk}/leave/").status_code == 404
    assert lead.get(f"/me/shared/publication/{honor.pk}/").status_code == 404


# ---- a lab that does not review profiles ------------------------------------------------------


@pytest.fixture
def unreviewed():
    factories.lab(reviews_profiles=False)


def test_nothing_gets_onto_the_profile_of_a_colleague_without_review(unreviewed, member, lead, pi):
    row = new_row("honors", 0, title="Own Prize") | new_row("talks", 0, title="Own Talk", kind="oral")
    send(member, "/me/profile/", **row)
    assert titles(Honor, member.person) == ["Own Prize"] and Proposal.objects.get().state == State.APPROVED
    answer = send(member, "/me/profile/", honors__0__colleagues=lead.person.name)
    assert titles(Honor, lead.person) == []
    assert "reviewed first" in member.get(answer.url).content.decode()
    approve(pi, Proposal.objects.pending().get())
    assert titles(Honor, lead.person) == ["Own Prize"]
    for changes in ({"honors__0__title": "Renamed"}, {"honors__0__colleagues": None}):
        send(member, "/me/profile/", **changes)
        assert titles(Honor, lead.person) == ["Own Prize"]
        Proposal.objects.pending().get().withdraw()
    send(member, "/me/profile/", honors__0__DELETE="on")  # takes it from nobody else
    assert (titles(Honor, member.person), titles(Honor, lead.person)) == ([], ["Own Prize"])


@pytest.mark.parametrize("do", ["send", "preview"])
def test_change_by_a_colleague_is_reviewed(unreviewed, member, lead, do):
    honor = shared_honor(member, lead.person)
    answer = send(lead, f"/me/shared/honor/{honor.pk}/", title="Renamed", do=do)
    if do == "preview":
        assert "Submit for review" in lead.get(answer.url).content.decode()
    else:
        assert Proposal.objects.get().state == State.PENDING
    assert titles(Honor, member.person) == ["Shared Prize"]


def test_hidden_papers_of_a_colleague_are_not_offered(member, lead):
    factories.publication("Hidden Paper", [member.person], is_public=False)
    factories.publication("Public Paper", [member.person])
    linked = factories.publication("Hidden and linked", [member.person], is_public=False)
    talk = factories.talk(member.person, publication=linked)
    talk.colleagues.add(lead.person)
    form = lead.get(f"/me/shared/talk/{talk.pk}/").content.decode()
    assert "Public Paper" in form and "Hidden and linked" in form
    assert "Hidden Paper" not in form
    assert "Hidden Paper" in member.get("/me/profile/").content.decode()


def test_papers_of_all_who_share_a_talk_are_offered(member, lead, pi):
    factories.publication("Paper of the colleague", [lead.person])
    talk = factories.talk(member.person)
    talk.colleagues.add(lead.person)
    form = lead.get(f"/me/shared/talk/{talk.pk}/").content.decode()
    assert "Paper of the colleague" in form


# ---- leaving ----------------------------------------------------------------------------------


def test_colleague_who_leaves_does_not_take_the_row_from_the_other(member, lead):
    honor = shared_honor(member, lead.person)
    lead.post(f"/me/shared/honor/{honor.pk}/leave/")
    assert (titles(Honor, member.person), titles(Honor, lead.person)) == (["Shared Prize"], [])
    assert revisions.versions_of(honor).count() == 2


def test_owner_who_deletes_the_row_leaves_it_to_the_colleagues(member, lead, pi):
    shared_honor(member, lead.person, pi.person)
    factories.honor(member.person, "Own Prize")
    send(member, "/me/profile/", honors__0__DELETE="on", honors__1__DELETE="on")
    approve(pi)
    assert titles(Honor, member.person) == []
    assert titles(Honor, lead.person) == titles(Honor, pi.person) == ["Shared Prize"]


def test_reverting_gives_the_row_back_to_its_owner_and_leaves_it_with_the_colleague(member, lead, pi):
    shared_honor(member, lead.person)
    revisions.ensure_recorded(member.person)
    version = revisions.versions_of(member.person).first()
    send(member, "/me/profile/", honors__0__DELETE="on")
    approve(pi)
    assert Honor.objects.get().person == lead.person
    revert(version, pi.user)
    honor = Honor.objects.get()
    assert (honor.person, list(honor.colleagues.all())) == (member.person, [lead.person])


def test_reverting_takes_the_row_from_nobody_who_has_it_now(member, lead, pi):
    honor = shared_honor(member)
    revisions.ensure_recorded(member.person)
    version = revisions.versions_of(member.person).first()
    other = factories.person("Joined Later")
    honor.colleagues.set([lead.person, other])
    honor.leave(member.person)
    assert titles(Honor, lead.person) == titles(Honor, other) == ["Shared Prize"]
    revert(version, pi.user)
    for person in (member.person, lead.person, other):
        assert titles(Honor, person) == ["Shared Prize"]


def test_reverting_to_before_the_row_leaves_it_with_the_colleague(member, lead, pi):
    revisions.ensure_recorded(member.person)
    version = revisions.versions_of(member.person).first()
    shared_honor(member, lead.person)
    revert(version, pi.user)
    assert (titles(Honor, member.person), titles(Honor, lead.person)) == ([], ["Shared Prize"])


def test_row_passes_to_the_colleague_with_the_oldest_record(member, lead, pi):
    honor = shared_honor(member)
    for colleague in sorted([lead.person, pi.person], key=lambda person: -person.pk):
        honor.colleagues.add(colleague)
    honor.hand_over()
    assert honor.person.pk == min(lead.person.pk, pi.person.pk)


def test_reverting_a_row_that_was_handed_over_shows_its_new_owner_once(member, lead, pi):
    honor = shared_honor(member, lead.person, pi.person)
    revisions.ensure_recorded(honor)
    version = revisions.versions_of(honor).first()
    send(member, "/me/profile/", honors__0__DELETE="on")
    approve(pi)
    revert(version, pi.user)
    honor = Honor.objects.get()
    first, second = sorted([lead.person, pi.person], key=lambda person: person.pk)
    assert (honor.person, list(honor.colleagues.all())) == (first, [second])


def test_deleted_person_who_is_restored_shares_the_row_again(admin, member, lead, pi):
    shared_honor(member, lead.person)
    revisions.ensure_recorded(member.person)
    version = revisions.versions_of(member.person).first()
    admin.post(f"/admin/people/person/{member.person.pk}/delete/", {"post": "yes"})
    revert(version, pi.user)
    honor = Honor.objects.get()
    assert (honor.person, list(honor.colleagues.all())) == (member.person, [lead.person])


@pytest.mark.parametrize("kind", ["honor", "talk"])
def test_deleted_person_who_is_restored_regains_places_on_rows_of_colleagues(admin, member, lead, pi, kind):
    revisions.ensure_recorded(lead.person)  # a version without the place
    row = getattr(factories, kind)(member.person, "Ours")
    row.colleagues.set([lead.person, pi.person])
    lead_pk = lead.person.pk
    admin.post(f"/admin/people/person/{lead_pk}/delete/", {"post": "yes"})
    row.refresh_from_db()
    row.title = "Ours, renamed since"
    row.save()
    version = Version.objects.get_deleted(Person).get(object_id=lead_pk)
    restored = revert(version, pi.user).instance
    assert titles(type(row), restored) == ["Ours, renamed since"]
    assert row.holders() == {member.person.pk, lead_pk, pi.person.pk}
    assert row.person == member.person


def test_restored_person_gets_no_place_that_was_given_up_before(admin, member, lead, pi):
    honor = shared_honor(member, lead.person, pi.person)
    revisions.ensure_recorded(lead.person)
    lead.post(f"/me/shared/honor/{honor.pk}/leave/")
    admin.post(f"/admin/people/person/{lead.person.pk}/delete/", {"post": "yes"})
    version = Version.objects.get_deleted(Person).get(object_id=lead.person.pk)
    restored = revert(version, pi.user).instance
    assert titles(Honor, restored) == []


def test_reverting_an_existing_profile_changes_no_row_of_others(member, lead, pi):
    honor = shared_honor(member, lead.person)
    revisions.ensure_recorded(lead.person)
    version = revisions.versions_of(lead.person).first()
    honor.colleagues.clear()
    revert(version, pi.user)
    assert titles(Honor, lead.person) == []


def test_shared_rows_are_no_deleted_items_of_their_own(member, pi):
    factories.honor(member.person, "Own Prize")
    revisions.ensure_recorded(member.person)
    send(member, "/me/profile/", honors__0__DELETE="on")
    approve(pi)
    assert "Own Prize" not in pi.get("/desk/deleted/").content.decode()
