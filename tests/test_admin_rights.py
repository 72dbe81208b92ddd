"""Accounts and groups in the Django admin: who opens which page, and nobody gives rights that they lack."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin as django_admin
from django.contrib.auth.models import Group, Permission
from django.test import RequestFactory
from django.urls import reverse

from accounts.admin import GROUP_LABELS
from accounts.models import RemovedRights, User
from people.admin import PersonAccountAdmin
from people.groups import ADMIN, MEMBER, PI
from people.models import Person, Role
from tests import factories
from tests.admin_forms import form_data, url_of
from tests.conftest import actor

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PASSWORD = "correct horse battery staple"
ROLES = ["visitor", "member", "lead", "pi", "staff", "admin"]
PAGES = ["changelist", "add", "change", "delete", "history", "password"]


def permissions(*apps):
    return Permission.objects.filter(content_type__app_label__in=apps)


@pytest.fixture
def staff(db):
    """An account with staff status and the group Admin, but without superuser status."""
    client = actor("Stan Staff", Role.STAFF, is_staff=True)
    client.user.groups.add(Group.objects.get(name=ADMIN))
    return client


@pytest.fixture
def clients(visitor, member, lead, pi, staff, admin):
    return dict(zip(ROLES, (visitor, member, lead, pi, staff, admin), strict=True))


def page_url(model, page, row):
    if page == "password":
        return reverse("admin:auth_user_password_change", args=[row.pk])
    return url_of(model, page) if page in ("changelist", "add") else url_of(model, page, row.pk)


# ---- the table of page and role -----------------------------------------------------------------

#: (page, target) → status for staff and for the superuser; everybody else is sent to sign in.
TABLE = {
    ("changelist", "ordinary"): (200, 200),
    ("add", "ordinary"): (200, 200),
    ("change", "ordinary"): (200, 200),
    ("delete", "ordinary"): (200, 200),
    ("history", "ordinary"): (200, 200),
    ("password", "ordinary"): (200, 200),
    ("change", "superuser"): (200, 200),  # staff only read
    ("delete", "superuser"): (403, 200),
    ("history", "superuser"): (200, 200),
    ("password", "superuser"): (403, 200),
    ("changelist", "group"): (403, 200),
    ("add", "group"): (403, 200),
    ("change", "group"): (403, 200),
    ("delete", "group"): (403, 200),
    ("history", "group"): (403, 200),
}


@pytest.fixture
def targets(db):
    return {
        "ordinary": factories.user("ordinary@example.org"),
        "superuser": factories.user("root@example.org", is_superuser=True, is_staff=True),
        "group": Group.objects.create(name="Editors"),
    }


@pytest.mark.parametrize(("view", "target"), TABLE)
def test_page_opens_for_the_roles_that_may_see_it(clients, targets, view, target):
    url = page_url(Group if target == "group" else User, view, targets[target])
    status = {role: client.get(url).status_code for role, client in clients.items()}
    expected = dict.fromkeys(ROLES[:4], 302) | dict(zip(ROLES[4:], TABLE[view, target], strict=True))
    assert status == expected


def hostile_data(view):
    """Return the data of a POST that would give or take as much as possible."""
    keys = list(Group.objects.values_list("pk", flat=True))
    return {
        "email": "mallory@example.org",
        "usable_password": "true",
        "password": PASSWORD,
        "password1": PASSWORD,
        "password2": PASSWORD,
        "is_active": "",
        "is_staff": "on",
        "is_superuser": "on",
        "groups": keys,
        "user_permissions": list(Permission.objects.values_list("pk", flat=True)),
        "name": "Mallory",
        "permissions": list(Permission.objects.values_list("pk", flat=True)),
        "post": "yes",
        "_save": "Save",
        "action": "delete_selected" if view == "changelist" else "",
    }


def stored():
    """Return all accounts, groups and their rights."""
    accounts = [
        (
            *(user.pk, user.email, user.password, user.is_active, user.is_staff, user.is_superuser),
            sorted(user.groups.values_list("pk", flat=True)),
            sorted(user.user_permissions.values_list("pk", flat=True)),
        )
        for user in User.objects.order_by("pk")
    ]
    groups = [
        (group.pk, group.name, sorted(group.permissions.values_list("pk", flat=True)))
        for group in Group.objects.order_by("pk")
    ]
    return accounts, groups


HOSTILE = [(page, target) for page, target in TABLE if page != "history"]


@pytest.mark.parametrize(("view", "target"), HOSTILE)
def test_hostile_post_of_other_roles_changes_nothing(clients, targets, view, target):
    url, before = page_url(Group if target == "group" else User, view, targets[target]), stored()
    for role in ROLES[:4]:
        assert clients[role].post(url, hostile_data(view)).status_code == 302
    assert stored() == before


@pytest.mark.parametrize(
    ("view", "target"), [pair for pair in HOSTILE if pair[1] != "ordinary" or pair[0] == "change"]
)
def test_hostile_post_of_staff_changes_nothing(staff, targets, view, target):
    url, before = page_url(Group if target == "group" else User, view, targets[target]), stored()
    data = hostile_data(view) | {"_selected_action": [targets[target].pk]}
    assert staff.post(url, data).status_code in (200, 403)
    assert stored() == before


# ---- giving rights ------------------------------------------------------------------------------


def post(client, user, **changes):
    url = url_of(User, "change", user.pk)
    return client.post(url, form_data(client, url) | changes)


def test_staff_cannot_make_themselves_superuser(staff):
    response = post(staff, staff.user, is_superuser="on")
    assert response.status_code == 302  # the field is read-only, and what was sent for it is ignored
    assert not User.objects.get(pk=staff.user.pk).is_superuser
    assert (
        "is_superuser"
        not in staff.get(url_of(User, "change", staff.user.pk)).context["adminform"].form.fields
    )


@pytest.mark.parametrize("whose", ["own", "other"])
@pytest.mark.parametrize("field", ["groups", "user_permissions"])
def test_staff_cannot_give_rights_they_lack(staff, whose, field):
    user = staff.user if whose == "own" else factories.user()
    strong = Group.objects.create(name="Strong")
    strong.permissions.set(permissions("auth"))
    value = strong.pk if field == "groups" else permissions("auth").first().pk
    response = post(staff, user, **{field: [value]})
    assert response.status_code == 200
    assert "is not one of the available choices" in str(response.context["errors"])
    assert not User.objects.get(pk=user.pk).has_perm("auth.change_group")


def test_check_of_the_form_does_not_rely_on_its_fields(staff):
    """If a page of the admin offered more fields, the form would still refuse."""
    admin_class = type(
        "Careless", (PersonAccountAdmin,), {"get_readonly_fields": lambda self, *args: self.readonly_fields}
    )
    request = RequestFactory().get("/")
    request.user, user = staff.user, factories.user()
    form_class = admin_class(User, django_admin.site).get_form(request, user, change=True)
    form = form_class({"email": user.email, "is_superuser": "on", "is_active": "on"}, instance=user)
    form.fields = {name: field for name, field in form.fields.items() if name in ("email", "is_superuser")}
    assert not form.is_valid()
    assert "rights that you have" in str(form.errors)


def test_staff_give_rights_they_hold(staff):
    user, held = factories.user(), permissions("news").first()
    group = Group.objects.get(name=MEMBER)
    assert post(staff, user, groups=[group.pk], user_permissions=[held.pk], is_staff="on").status_code == 302
    user = User.objects.get(pk=user.pk)
    assert (user.is_staff, list(user.groups.all()), list(user.user_permissions.all())) == (
        True,
        [group],
        [held],
    )


def test_superuser_gives_every_right(admin):
    user = factories.user()
    assert post(admin, user, is_superuser="on", groups=[Group.objects.get(name=ADMIN).pk]).status_code == 302
    assert User.objects.get(pk=user.pk).is_superuser


@pytest.mark.parametrize("strength", ["superuser", "permission", "group"])
def test_staff_cannot_take_over_or_remove_a_stronger_account(staff, strength):
    other = factories.user("strong@example.org", is_superuser=strength == "superuser")
    if strength == "permission":
        other.user_permissions.set(permissions("auth"))
    if strength == "group":
        group = Group.objects.create(name="Strong")
        group.permissions.set(permissions("auth"))
        other.groups.add(group)
    before = stored()
    data = {"email": "mallory@example.org", "password1": PASSWORD, "password2": PASSWORD, "post": "yes"}
    for page in ("change", "delete", "password"):
        assert staff.post(page_url(User, page, other), data).status_code == 403
    action = {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"}
    assert staff.post(url_of(User, "changelist"), action).status_code == 403
    assert stored() == before


@pytest.mark.parametrize(
    "removed", [{"superuser": True}, {"groups": ["Strong"]}, {"permissions": ["mfa.view_x"]}]
)
def test_staff_cannot_take_over_an_account_that_would_get_stronger_rights_back(staff, removed):
    Group.objects.create(name="Strong").permissions.set(permissions("auth"))
    other = factories.user("former@example.org", is_active=False)
    RemovedRights.objects.create(user=other, rights=removed)
    before = stored()
    data = {"email": "mallory@example.org", "password1": PASSWORD, "password2": PASSWORD, "post": "yes"}
    for page in ("change", "delete", "password"):
        assert staff.post(page_url(User, page, other), data).status_code == 403
    assert stored() == before


def test_staff_change_an_account_whose_removed_rights_they_hold(staff):
    other = factories.user("former@example.org", is_active=False)
    RemovedRights.objects.create(user=other, rights={"staff": True, "groups": [ADMIN]})
    assert post(staff, other, email="new@example.org").status_code == 302
    assert User.objects.get(pk=other.pk).email == "new@example.org"


def test_staff_cannot_remove_the_second_factor_of_a_superuser(staff, admin):
    staff.user.user_permissions.set(permissions("mfa"))
    rows = [
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
        for user in (admin.user, factories.user())
    ]
    status = [
        staff.post(url_of(Authenticator, "delete", row.pk), {"post": "yes"}).status_code for row in rows
    ]
    assert status == [403, 302]
    assert list(Authenticator.objects.all()) == rows[:1]


# ---- groups -------------------------------------------------------------------------------------


def test_group_gets_only_permissions_that_the_user_holds(staff):
    staff.user.user_permissions.set(Permission.objects.filter(codename__endswith="_group"))
    group, other = Group.objects.create(name="Editors"), permissions("mfa").first()
    url = url_of(Group, "change", group.pk)
    response = staff.post(url, {"name": "Editors", "permissions": [other.pk]})
    assert "is not one of the available choices" in str(response.context["errors"])
    held = permissions("news").first()
    assert staff.post(url, {"name": "Editors", "permissions": [held.pk]}).status_code == 302
    assert list(group.permissions.all()) == [held]


def test_group_with_more_permissions_is_out_of_reach(staff):
    staff.user.user_permissions.set(Permission.objects.filter(codename__endswith="_group"))
    group = Group.objects.create(name="Strong")
    group.permissions.set(permissions("mfa"))
    before = stored()
    for page in ("change", "delete"):
        response = staff.post(
            url_of(Group, page, group.pk), {"name": "Weak", "permissions": [], "post": "yes"}
        )
        assert response.status_code == 403
    action = {"action": "delete_selected", "_selected_action": [group.pk], "post": "yes"}
    assert staff.post(url_of(Group, "changelist"), action).status_code == 403
    assert stored() == before


# ---- people and their accounts ------------------------------------------------------------------


@pytest.fixture
def editor(db):
    """Staff who may change people, and hold no other right."""
    client = actor("Edda Editor", is_staff=True)
    client.user.user_permissions.set(
        Permission.objects.filter(codename__in=["view_person", "change_person", "add_person", "view_user"])
    )
    return client


def change_person(client, person, **changes):
    url = url_of(Person, "change", person.pk)
    response = client.post(url, form_data(client, url) | changes)
    person.refresh_from_db()
    return response


def test_editor_gives_nobody_the_role_of_a_pi(editor):
    own = factories.person("Edda Editor", user=editor.user)
    for person in (own, factories.person("Without Account")):
        response = change_person(editor, person, role=Role.PI)
        assert "rights that you do not have" in str(response.context["errors"])
        assert person.role == Role.PHD


def test_editor_links_no_person_to_a_stronger_account(editor, admin):
    person, linked = factories.person("Ada"), factories.person("Root", user=admin.user)
    assert change_person(editor, person, user=admin.user.pk).status_code == 200
    assert change_person(editor, linked, user="").status_code == 200
    assert change_person(editor, linked, user=editor.user.pk).status_code == 200
    assert (person.user, linked.user) == (None, admin.user)


def test_editor_links_their_account_to_no_pi(editor):
    former_pi = factories.person("Former", role=Role.PI)
    assert change_person(editor, former_pi, user=editor.user.pk).status_code == 200
    assert former_pi.user is None


def test_nobody_deletes_the_person_of_a_stronger_account(editor, admin):
    editor.user.user_permissions.add(Permission.objects.get(codename="delete_person"))
    root, weak = factories.person("Root", user=admin.user), factories.person("Weak", user=factories.user())
    status = [
        editor.post(url_of(Person, "delete", person.pk), {"post": "yes"}).status_code
        for person in (root, weak)
    ]
    assert status == [403, 302]
    assert list(Person.objects.filter(pk__in=[root.pk, weak.pk])) == [root]


def test_editor_saves_other_fields_of_any_person(editor, admin, pi):
    for person in (factories.person("Root", user=admin.user), pi.person):
        assert change_person(editor, person, name="Correct Name").status_code == 302
        assert person.name == "Correct Name"


# ---- names ------------------------------------------------------------------------------------


def test_own_groups_have_chinese_names(admin):
    assert GROUP_LABELS.keys() == {MEMBER, PI, ADMIN}
    Group.objects.create(name="Weavers")
    pages = [(Group, "changelist"), (User, "changelist"), (User, "change", admin.user.pk)]
    for page in (admin.get(f"/zh-hans{url_of(*page)}").text for page in pages):
        assert ">管理员<" in page and ">Weavers<" in page
