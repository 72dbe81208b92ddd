"""People with a listed affiliation get an account without rights, which waits for the PI."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from accounts.models import User
from people import invitations
from people.models import Person
from tests import factories
from tests.accounts.steps import is_signed_in
from tests.accounts.university.conftest import leave
from tests.views.invitation_data import ONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(configure):
    configure(
        "header",
        FROM="127.0.0.1",
        EMAIL_HEADER="X-Mail",
        AFFILIATION_HEADER="X-Affiliation",
        AFFILIATIONS="staff faculty",
    )


def come_back(client, affiliation="member; Staff", mail="nina@example.org"):
    headers = {"Remote-User": "nina.n", "X-Mail": mail, "X-Affiliation": affiliation}
    return client.get(leave(client), headers=headers)


def test_listed_affiliation_gets_an_account_without_rights(visitor, pi, staff):
    factories.page(slug="handbook", is_members_only=True)
    assert come_back(visitor).url == "/me/"
    user = User.objects.get(email="nina@example.org")
    assert visitor.session["_auth_user_id"] == str(user.pk)
    assert not user.get_all_permissions() and not user.has_usable_password()
    page = visitor.get("/me/", follow=True).content.decode()
    assert "is waiting for the lab to add you" in page
    for url in ("/me/profile/", "/desk/", "/me/publications/add/"):
        assert visitor.get(url).status_code == 403, url
    assert visitor.get("/handbook/").status_code == 404
    assert pi.get("/handbook/").status_code == 200


@pytest.mark.parametrize(
    ("affiliation", "mail"),
    [
        ("student", "nina@example.org"),
        ("", "nina@example.org"),
        ("staff", "nina@elsewhere.example"),
        ("staff", ""),
    ],
)
def test_others_get_none(visitor, staff, affiliation, mail):
    assert come_back(visitor, affiliation, mail).status_code == 403
    assert not User.objects.exists()


def test_second_sign_in_uses_the_same_account(visitor, staff):
    for _number in range(2):
        come_back(visitor)
        assert is_signed_in(visitor)
        visitor.post(reverse("account_logout"))
    assert User.objects.count() == SocialAccount.objects.count() == 1


def test_pi_sees_who_waits_and_invites_them(visitor, pi, staff):
    come_back(visitor)
    page = pi.get("/desk/members/").content.decode()
    assert "Waiting for you" in page and "/desk/invite/?email=nina%40example.org" in page
    assert 'value="nina@example.org"' in pi.get("/desk/invite/?email=nina@example.org").content.decode()
    pi.post("/desk/invite/", {**ONE, "one-email": "nina@example.org"})
    user = User.objects.get(email="nina@example.org")
    assert Person.objects.get(user=user) and user.has_perm("moderation.add_proposal")
    assert not invitations.waiting_accounts().exists()
    assert "Waiting for you" not in pi.get("/desk/members/").content.decode()
    visitor.post(reverse("account_logout"))
    come_back(visitor)
    assert visitor.get("/me/").status_code == 200


def test_account_with_two_services_waits_once(visitor, staff):
    come_back(visitor)
    SocialAccount.objects.create(user=User.objects.get(), provider="orcid", uid="0000-0002-1825-0097")
    assert invitations.waiting_accounts().count() == len(invitations.waiting_accounts()) == 1


def test_members_and_administrators_do_not_wait(member, pi, admin, staff):
    for user in User.objects.all():
        SocialAccount.objects.create(user=user, provider="campus", uid=user.email)
        user.set_unusable_password()
        user.save()
    assert not invitations.waiting_accounts().exists()
