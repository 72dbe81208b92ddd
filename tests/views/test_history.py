"""The published versions of an object, and restoring one."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone
from reversion.models import Revision, Version

from moderation import recorded_states
from moderation.deletions import record_deletion, with_deletions
from moderation.referrers import references_to
from moderation.revisions import deleted_objects
from people.models import Person
from tests import factories
from tests.admin_forms import save, url_of
from tests.views.reading import Page, text
from tests.views.review_steps import decide, interests_of, submit_change, versions_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(member):
    return submit_change(member)


def test_approval_is_one_revision_with_user_comment_and_rows(pi, member, proposal):
    decide(pi, proposal)
    after, before = versions_of(member)
    assert after.revision.user == pi.user
    assert "mei@example.org" in after.revision.get_comment()
    assert {version.content_type.model_class().__name__ for version in after.revision.version_set.all()} == {
        "Person",
        "ProfileLink",
        "Honor",
    }
    assert before.revision.user is None


def test_version_is_shown_as_a_difference_and_restored(pi, member, proposal):
    before_approval = recorded_states.current_snapshot(Person.objects.get(pk=member.person.pk))
    decide(pi, proposal)
    _after, before = versions_of(member)
    page = pi.get(reverse("revision", args=[before.pk])).content.decode()
    assert "Old" in page and "example.org/mei" in page
    pi.post(reverse("revert", args=[before.pk]))
    back = recorded_states.current_snapshot(Person.objects.get(pk=member.person.pk))
    assert back == before_approval
    assert versions_of(member)[0].revision.user == pi.user


def test_revert_can_be_reverted(pi, member, proposal):
    decide(pi, proposal)
    after, before = versions_of(member)
    pi.post(reverse("revert", args=[before.pk]))
    pi.post(reverse("revert", args=[after.pk]))
    assert interests_of(member) == "Engines of difference"
    assert member.person.honors.get().title == "New prize"


def test_revert_names_the_version_by_its_time_in_the_lab(pi, member, proposal):
    decide(pi, proposal)
    before = versions_of(member)[-1]
    Revision.objects.filter(pk=before.revision_id).update(
        date_created=datetime(2026, 5, 31, 20, 30, tzinfo=UTC)
    )
    with timezone.override(ZoneInfo("Asia/Shanghai")):
        pi.post(reverse("revert", args=[before.pk]))
    assert "2026-06-01 04:30" in versions_of(member)[0].revision.comment


def test_revert_keeps_the_slug_and_the_account(pi, member, proposal):
    decide(pi, proposal)
    person = Person.objects.get(pk=member.person.pk)
    person.slug = "mei"
    person.save()
    pi.post(reverse("revert", args=[versions_of(member)[-1].pk]))
    person.refresh_from_db()
    assert (person.slug, person.user) == ("mei", member.user)


def test_saving_in_the_django_admin_is_a_revision(admin, member):
    response = save(admin, url_of(Person, "change", member.person.pk), interests="By the admin")
    assert response.status_code == 302
    after, before = versions_of(member)
    assert after.revision.user == admin.user
    assert recorded_states.recorded_snapshot(before)["fields"]["interests"] == []


def test_object_deleted_in_the_django_admin_is_restored_at_its_url(admin, pi):
    ada = factories.person("Ada Example")
    factories.honor(ada, "Prize")
    admin.post(reverse("admin:people_person_delete", args=[ada.pk]), {"post": "yes"})
    assert not Person.objects.filter(name="Ada Example").exists()
    version = Version.objects.get_deleted(Person)[0]
    page = pi.get("/desk/deleted/").content.decode()
    assert "Ada Example" in page and "Profile ·" in page
    pi.post(reverse("revert", args=[version.pk]))
    back = Person.objects.get(name="Ada Example")
    assert (back.slug, back.honors.get().title) == ("ada-example", "Prize")


def test_version_history_lists_revisions(pi, member, proposal):
    decide(pi, proposal)
    page = pi.get(reverse("history", args=["profile", member.person.pk])).content.decode()
    assert "Pia Principal" in page and "initial version" in page


@pytest.mark.parametrize("kind", ["news", "project", "publication", "team"])
def test_pi_deletes_what_is_on_the_site_and_restores_it(pi, visitor, kind):
    item = {
        "news": factories.news_item,
        "project": factories.project,
        "publication": factories.publication,
        "team": factories.team,
    }[kind]("Old looms")
    path = item.get_absolute_url()
    assert "Delete" in pi.get(reverse("history", args=[kind, item.pk])).content.decode()
    response = pi.post(reverse("desk-delete", args=[kind, item.pk]), follow=True)
    assert "“Old looms” deleted." in response.content.decode()
    assert visitor.get(path).status_code == 404
    version, _kind, _title, deletion = response.context["rows"][0]
    assert deletion.user == pi.user and deletion.object_repr == "Old looms"
    [listed] = Page(response).of_class("history")
    assert "Pia Principal" in text(listed)
    pi.post(reverse("revert", args=[version.pk]))
    assert visitor.get(path).status_code == 200


@pytest.mark.parametrize("is_in_the_admin", [False, True])
def test_restored_object_is_again_where_it_was_named(pi, admin, is_in_the_admin):
    paper, project = factories.publication("Looms"), factories.project("Weaving")
    item, notice = factories.news_item("Looms are out"), factories.notice(project=project)
    item.publications.add(paper)
    item.projects.add(project)
    project.publications.add(paper)
    for kind, named in (("publication", paper), ("project", project)):
        if is_in_the_admin:
            url = reverse(f"admin:{named._meta.app_label}_{named._meta.model_name}_delete", args=[named.pk])
            admin.post(url, {"post": "yes"})
        else:
            pi.post(reverse("desk-delete", args=[kind, named.pk]))
        pi.post(reverse("revert", args=[Version.objects.get_deleted(type(named))[0].pk]))
    notice.refresh_from_db()
    assert list(item.publications.all()) == list(project.publications.all()) == [paper]
    assert list(item.projects.all()) == [notice.project] == [project]


def test_references_to_many_objects_take_one_query_for_each_relation(django_assert_max_num_queries):
    papers = [factories.publication(f"Loom {number}") for number in range(3)]
    factories.news_item("Looms are out").publications.set(papers[1:])
    with django_assert_max_num_queries(5):
        references = references_to(papers)
    assert [len(rows) for rows in references.values()] == [0, 1, 1]


def test_people_and_openings_are_not_deleted_here(pi):
    for kind, item in (("profile", pi.person), ("notice", factories.notice())):
        url = reverse("desk-delete", args=[kind, item.pk])
        assert url not in pi.get(reverse("history", args=[kind, item.pk])).content.decode()
        assert pi.post(url).status_code == 403


def test_deletion_before_an_object_was_restored_is_not_shown(pi):
    item = factories.news_item("Old looms")
    record_deletion(item, by=pi.user)
    LogEntry.objects.update(action_time=timezone.now() - timedelta(days=1))
    item.delete()  # as a merge does
    [(version, deletion)] = with_deletions(deleted_objects())
    assert (recorded_states.recorded_headline(version).text, deletion) == ("Old looms", None)
