"""A fault outside of the program gives a page with status 503 that brings back what was typed."""

import html5lib
import pytest
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from core.outages import middleware
from core.outages.faults import Fault
from labsite.views.errors import unavailable
from moderation.models import Proposal
from people import views as people_views
from recruiting.models import Application
from tests import factories
from tests.editor_forms import form_data, new_row, send
from tests.faults import away, database_away, database_locked, disk_full, locked
from tests.recruiting.applications.applicant_steps import VALID_ENTRIES, post_form
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

FAULTS = {"locked": locked, "away": away, "disk": disk_full}
DATABASE_FAULTS = {"locked": database_locked, "away": database_away}


@pytest.fixture
def broken(monkeypatch, visitor):
    """``broken(*errors)`` makes the people page raise these, and returns the list of its renderings."""

    def break_page(*errors):
        renderings, errors = [], list(errors)
        original = people_views.people_filters

        def fail(data):
            renderings.append(data)
            if errors:
                raise errors.pop(0)
            return original(data)

        monkeypatch.setattr(people_views, "people_filters", fail)
        visitor.raise_request_exception = False
        return renderings

    return break_page


def assert_valid_html(response):
    parser = html5lib.HTMLParser()
    parser.parse(response.content, transport_encoding="utf-8")
    assert parser.errors == []


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("path", ["/people/", "/zh-hans/people/"])
def test_fault_gives_a_page_in_the_language_of_the_site(broken, visitor, fault, path):
    broken(FAULTS[fault](), FAULTS[fault]())
    response = visitor.get(path)
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert response.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in response.headers
    page = Page(response)
    assert page.is_noindex
    assert page.root.get("lang") == ("zh-Hans" if path.startswith("/zh-hans/") else "en")
    assert len(page.all("h1")) == 1
    assert_valid_html(response)


def test_page_keeps_the_theme(broken, visitor):
    broken(locked())
    visitor.cookies["theme"] = "dark"
    assert Page(visitor.get("/people/")).root.get("data-theme") == "dark"


def test_page_is_rendered_again_after_a_lost_connection(broken, visitor, monkeypatch):
    monkeypatch.setattr(middleware, "MAX_SECONDS_BEFORE_REPEATING", 60)  # on a busy machine
    renderings = broken(away())
    assert visitor.get("/people/").status_code == 200
    assert len(renderings) == 2


def test_page_is_not_rendered_again_for_other_faults(broken, visitor):
    renderings = broken(locked())
    assert visitor.get("/people/").status_code == 503
    assert len(renderings) == 1


def test_mistake_of_the_program_is_no_fault_outside(broken, visitor):
    with pytest.raises(DatabaseError) as missing, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")
    broken(missing.value)
    assert visitor.get("/people/").status_code == 500


@pytest.mark.parametrize("path", ["/robots.txt", "/theme/?to=dark&next=/"])
def test_page_without_content_does_not_need_the_database(visitor, path):
    with database_away():
        assert visitor.get(path).status_code < 400


# ---- forms ----------------------------------------------------------------------------------------


def visible_values(response) -> dict[str, str]:
    """Return the values of the fields that a reader of the page sees, by their names."""
    page = Page(response)
    values = {area.get("name"): (area.text or "").removeprefix("\n") for area in page.all("textarea")}
    inputs = page.all("input", page.one("main"))
    return values | {tag.get("name"): tag.get("value", "") for tag in inputs if tag.get("type") != "hidden"}


@pytest.mark.parametrize("fault", DATABASE_FAULTS)
def test_profile_form_comes_back_filled_in(member, fault):
    page = member.get("/me/profile/")
    member.raise_request_exception = False
    with DATABASE_FAULTS[fault]():
        response = send(
            member,
            "/me/profile/",
            page=page,
            interests="Engines & <looms>",
            bio="Two\nlines",
            **new_row("links", 0, kind="orcid", url="https://orcid.org/0000-0002-1825-0097"),
        )
    assert response.status_code == 503
    values = visible_values(response)
    assert values["interests"] == "Engines & <looms>"
    assert values["bio"].splitlines() == ["Two", "lines"]
    assert values["links-0-url"] == "https://orcid.org/0000-0002-1825-0097"
    assert_valid_html(response)


@pytest.mark.parametrize("fault", DATABASE_FAULTS)
def test_application_comes_back_filled_in(visitor, fault):
    notice = factories.notice(slug="open")
    visitor.raise_request_exception = False
    with DATABASE_FAULTS[fault]():
        response = post_form(visitor, notice)
    assert response.status_code == 503
    values = visible_values(response)
    for name in ("name", "email", "institution", "starting", "links", "statement"):
        assert values[name] == VALID_ENTRIES[name]
    assert int(response.headers["Retry-After"]) > 0
    assert Page(response).all("input[@name='cv'][@type='file']")
    assert not Application.objects.exists()
    assert_valid_html(response)


def test_form_of_the_page_itself_comes_back_while_the_database_can_be_read(member, visitor):
    page, notice = member.get("/me/profile/"), factories.notice(slug="open")
    with database_locked():
        assert Page(send(member, "/me/profile/", page=page, interests="Engines")).all("input[@name='opened']")
        assert Page(post_form(visitor, notice)).all("form[@action='/recruiting/open/apply/']")


@pytest.mark.parametrize("fault", DATABASE_FAULTS)
def test_news_form_comes_back_filled_in(member, fault):
    page = member.get("/me/news/add/")
    member.raise_request_exception = False
    with DATABASE_FAULTS[fault]():
        response = send(member, "/me/news/add/", page=page, body="Hello there", body_zh="你好")
    assert response.status_code == 503
    assert {"body": "Hello there", "body_zh": "你好"}.items() <= visible_values(response).items()


@pytest.mark.parametrize("fault", DATABASE_FAULTS)
def test_sign_in_comes_back_without_the_password(visitor, fault):
    user = factories.user("ada@example.org")
    visitor.raise_request_exception = False
    with DATABASE_FAULTS[fault]():
        data = {"login": user.email, "password": "labsite-test", "next": "/me/"}
        response = visitor.post(reverse("account_login"), data)
    assert response.status_code == 503
    assert visible_values(response) == {"login": user.email, "password": ""}
    assert b"labsite-test" not in response.content
    assert Page(response).one("input[@name='next']").get("value") == "/me/"


def test_form_is_accepted_when_it_is_submitted_again(member):
    page = member.get("/me/news/add/")
    member.raise_request_exception = False
    with database_away():
        response = send(
            member, "/me/news/add/", page=page, title="Our looms", body="Hello there", date="2025"
        )
    assert not Proposal.objects.exists()
    data = Page(response)
    fields = [(tag.get("name"), tag.get("value", "")) for tag in data.all("input", data.one("form"))]
    fields += [(tag.get("name"), tag.text.strip()) for tag in data.all("textarea")]
    again = {}
    for name, value in fields:
        again.setdefault(name, []).append(value)
    assert member.post("/me/news/add/", again).status_code == 302
    assert Proposal.objects.get().merge_result.snapshot["fields"]["body"] == ["Hello there"]


def test_labels_are_those_of_the_form_in_the_language_of_the_page(member):
    member.raise_request_exception = False
    with database_away():
        response = member.post("/zh-hans/me/news/add/", {"title": "织机", "body": "正文", "date": "2025-01"})
    labels = {label.get("for"): label.text for label in Page(response).all("label")}
    field = Page(response).one("input[@name='title']")
    assert labels[field.get("id")] == "标题"


def test_forged_form_is_not_shown_again():
    """Otherwise another site could fill in a form that only waits for a click."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    with database_away():
        response = client.post(reverse("account_login"), {"login": "mallory@example.org", "password": "x"})
    assert b"mallory" not in response.content


def test_full_disk_gives_the_form_back(member, monkeypatch):
    page = member.get("/me/profile/")
    member.raise_request_exception = False

    def fail(*args, **options):
        raise disk_full()

    monkeypatch.setattr(FileSystemStorage, "_save", fail)
    data = form_data(page) | {"do": "send", "interests": "Engines", "photo": factories.picture()}
    response = member.post("/me/profile/", data)
    assert response.status_code == 503
    assert visible_values(response)["interests"] == "Engines"
    assert Page(response).all("input[@name='photo'][@type='file']")


def test_fields_that_come_back_are_labelled_in_the_language_of_the_page(rf):
    request = rf.post("/zh-hans/recruiting/engineers/apply/", {**VALID_ENTRIES, "name": "Ann Applicant"})
    request.has_trusted_form = True
    content = unavailable(request, Fault.AWAY).content.decode()
    assert "邮箱" in content
    assert "Email address" not in content
