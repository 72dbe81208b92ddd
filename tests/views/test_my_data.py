"""The page where users download everything that the site holds about them."""

import io
import json
import zipfile

import pytest

from core.audit import Event
from core.audit.models import AuditEvent
from tests.accounts.steps import confirm_password
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

URL = "/me/data/"


def downloaded(client):
    """Confirm the password, download the archive, and return its JSON files by name."""
    confirm_password(client)
    response = client.post(URL)
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    assert "no-store" in response["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json")}


def test_member_downloads_the_own_data(member, pi):
    files = downloaded(member)
    assert files["profile.json"][0]["name"] == "Mei Member"
    assert files["account.json"][0]["email"] == member.user.email
    assert "Pia Principal" not in str(files)


def test_page_leads_members_to_the_removal_of_a_former_name(member, admin):
    for client, number in ((member, 1), (admin, 0)):
        confirm_password(client)
        assert len(Page(client.get(URL)).all("main//a[@href='/me/former-names/']")) == number


def test_account_without_profile_has_data_too(admin):
    files = downloaded(admin)
    assert (files["profile.json"], files["account.json"][0]["email"]) == ([], admin.user.email)


def test_page_lists_what_the_download_contains(member):
    confirm_password(member)
    page = Page(member.get(URL))
    assert "Your applications with CVs" in page.text and "Download" in page.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_password_has_to_be_confirmed_first(member, method):
    response = getattr(member, method)(URL)
    assert response.status_code == 302 and response.url.startswith("/accounts/reauthenticate/")


def test_visitor_has_to_sign_in(visitor):
    assert visitor.post(URL).url.startswith("/accounts/login/")


def test_download_is_in_the_audit_log(member):
    downloaded(member)
    assert AuditEvent.objects.filter(event=Event.DATA_DOWNLOADED, user=member.user).count() == 1


def test_page_in_chinese_has_no_english_sentence(member):
    confirm_password(member)
    page = Page(member.get(f"/zh-hans{URL}"))
    assert "审计日志" in page.text and "Your " not in page.text
