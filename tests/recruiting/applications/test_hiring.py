"""Inviting an accepted applicant."""

import pytest

from people.models import Invitation, Role
from recruiting.models import ApplicationState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(notice):
    return factories.application(
        notice, "Ming Li 李明", email="ming@example.org", degree="postdoc", state=ApplicationState.ACCEPTED
    )


def test_invitation_form_is_filled_in_from_the_application(pi, accepted):
    form = pi.get(f"/desk/invite/?application={accepted.pk}").context["single_form"]
    assert (form["name"].value(), form["email"].value()) == ("Ming Li 李明", "ming@example.org")
    assert form["role"].value() == Role.POSTDOC


def test_invited_member_is_linked_from_the_application(pi, accepted):
    form = pi.get(f"/desk/invite/?application={accepted.pk}").context["single_form"]
    data = {form.add_prefix(name): form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, False)} | {"one": "1"}
    response = pi.post(f"/desk/invite/?application={accepted.pk}", data)
    assert response.status_code == 302, response.context["single_form"].errors
    accepted.refresh_from_db()
    assert accepted.person.native_name == "李明" and Invitation.objects.get().user == accepted.person.user
    assert "Invited: view member" in pi.get(accepted.get_absolute_url()).content.decode()
    assert pi.get(f"/desk/invite/?application={accepted.pk}").context["application"] is None


@pytest.mark.parametrize("state", [state for state in ApplicationState if state != ApplicationState.ACCEPTED])
def test_application_that_is_not_accepted_fills_in_nothing(pi, accepted, state):
    type(accepted).objects.update(state=state)
    page = pi.get(f"/desk/invite/?application={accepted.pk}")
    assert page.context["application"] is None and "ming@example.org" not in page.content.decode()


@pytest.mark.parametrize("number", ["x", "9" * 30, "", "-1"])
def test_invalid_application_number_is_ignored(pi, number):
    assert pi.get(f"/desk/invite/?application={number}").status_code == 200
