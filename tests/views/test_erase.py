"""The page where an admin erases a former member."""

import pytest
from django.contrib.auth.models import Group

from core.audit import Event
from core.audit.models import AuditEvent
from people.groups import ADMIN
from people.models import Person, Role
from tests import factories
from tests.accounts.steps import confirm_password
from tests.conftest import actor
from tests.personal_data.somebody import EMAIL, NAME, NATIVE_NAME, zenobia
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

URL = "/desk/members/zenobia-quillfeather/erase/"


@pytest.fixture
def confirmed(admin):
    """The admin, who has just confirmed the password."""
    confirm_password(admin)
    return admin


def test_page_shows_what_is_deleted_and_what_stays(confirmed):
    zenobia()
    page = Page(confirmed.get(URL))
    assert f"Account {EMAIL}" in page.text and "2 applications by this person" in page.text
    assert "1 publication: the name stays as printed" in page.text


@pytest.mark.parametrize("typed", [NAME, NAME.lower(), NATIVE_NAME])
def test_former_member_is_erased_when_the_name_is_typed(confirmed, typed):
    person = zenobia()
    response = confirmed.post(URL, {"name": typed}, follow=True)
    assert response.redirect_chain == [("/desk/members/", 302)]
    assert "has been erased" in Page(response).text
    assert not Person.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("typed", ["", "Somebody Else", " "])
def test_another_name_erases_nobody(confirmed, typed):
    zenobia()
    page = Page(confirmed.post(URL, {"name": typed}))
    assert page.of_class("invalid-feedback") or "match" in page.text
    assert Person.objects.filter(name=NAME).exists()


def test_empty_native_name_does_not_confirm(confirmed):
    factories.person(NAME, native_name="", left="2020")
    confirmed.post(URL, {"name": " "})
    assert Person.objects.filter(name=NAME).exists()


def test_current_member_is_not_offered_for_erasure(confirmed, member):
    response = confirmed.post("/desk/members/mei-member/erase/", {"name": "Mei Member"}, follow=True)
    assert "Only former members can be erased" in Page(response).text
    assert Person.objects.filter(pk=member.person.pk).exists()
    assert "erase/" not in confirmed.get("/desk/members/mei-member/").content.decode()


def test_member_who_leaves_soon_is_erased_after_the_last_day(confirmed):
    factories.person("Lea Leaving", left="2099-05")
    page = confirmed.get("/desk/members/lea-leaving/")
    assert "erase/" not in page.content.decode()
    assert "Lea Leaving is a member until May 2099." in Page(page).text


def test_link_is_on_the_page_of_a_former_member_for_admins_only(confirmed, pi):
    zenobia()
    page = "/desk/members/zenobia-quillfeather/"
    assert URL in confirmed.get(page).content.decode()
    assert URL not in pi.get(page).content.decode()


def test_former_pi_is_erased_by_a_superuser_only(confirmed):
    pia = factories.person("Pia Former", role=Role.PI, left="2020")
    staff = actor("Stan Staff", is_staff=True)
    staff.user.groups.add(Group.objects.get(name=ADMIN))
    confirm_password(staff)
    url = "/desk/members/pia-former/erase/"
    staff.post(url, {"name": "Pia Former"})
    assert Person.objects.filter(pk=pia.pk).exists()
    confirmed.post(url, {"name": "Pia Former"})
    assert not Person.objects.filter(pk=pia.pk).exists()


def test_password_has_to_be_confirmed_first(admin):
    zenobia()
    response = admin.post(URL, {"name": NAME})
    assert response.url.startswith("/accounts/reauthenticate/")
    assert Person.objects.filter(name=NAME).exists()


def test_erasure_is_in_the_audit_log_without_the_name(confirmed):
    zenobia()
    confirmed.post(URL, {"name": NAME})
    entry = AuditEvent.objects.get(event=Event.PERSON_ERASED)
    assert (entry.user, entry.address, entry.target) == (confirmed.user, "127.0.0.1", "")
