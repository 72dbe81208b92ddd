"""The photo in the profile form: choose, crop, keep with a draft, remove."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from PIL import Image

from moderation.models import Proposal, ProposalFile
from people.models import Person
from tests import factories
from tests.editor_forms import send
from tests.views.reading import Page, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PROFILE = "/me/profile/"


@pytest.fixture
def with_photo(member):
    """A member with a public photo."""
    Person.objects.filter(pk=member.person.pk).update(photo=factories.picture_name("people", 400, 400))
    return member


def photo_part(client):
    page = Page(client.get(PROFILE))
    return page, page.one("section[@id='part-photo']")


def photo_urls(client):
    """Return the URLs of the photos that the form shows."""
    page, part = photo_part(client)
    return [picture.get("src") for picture in page.all("img", part)]


def photo_text(client):
    return text(photo_part(client)[1])


def pending_size():
    with ProposalFile.objects.get().open() as file:
        return Image.open(file).size


def published_photo(client):
    return Person.objects.get(pk=client.person.pk).photo


def send_photo(client, do="draft", **options):
    return send(client, PROFILE, do=do, photo=factories.picture(width=400, height=600), **options)


def test_form_shows_the_public_photo(with_photo):
    (url,) = photo_urls(with_photo)
    assert url.startswith("/media/people/")
    assert "Choose another photo" in photo_text(with_photo)


def test_form_without_a_photo_offers_no_removal(member):
    assert photo_urls(member) == []
    assert "Choose a photo" in photo_text(member) and "Remove" not in photo_text(member)


def test_new_photo_is_cropped_and_shown_from_its_pending_file(with_photo):
    send_photo(with_photo, **{"photo-crop": "0.5,0.5,2"})
    assert pending_size() == (200, 200)
    (url,) = photo_urls(with_photo)
    assert urlsplit(url).path.startswith("/me/proposals/")
    assert with_photo.get(url).headers["Content-Type"] == "image/webp"
    assert "not public yet" in photo_text(with_photo)


def test_photo_is_cropped_to_the_middle_without_scripts(member):
    send_photo(member)
    assert pending_size() == (400, 400)


def test_replaced_photo_of_a_draft_is_deleted(member, settings, django_capture_on_commit_callbacks):
    send_photo(member)
    with django_capture_on_commit_callbacks(execute=True):
        send_photo(member, **{"photo-crop": "0.5,0.5,2"})
    files = [path for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()]
    assert len(files) == 1
    assert pending_size() == (200, 200)


def test_photo_of_a_draft_survives_further_edits(member, pi):
    send_photo(member)
    send(member, PROFILE, do="draft", interests="Engines")
    send(member, PROFILE, do="add:honors")
    assert photo_urls(member)
    send(member, PROFILE)
    proposal = Proposal.objects.get()
    pi.post(reverse("decide"), {"proposal": proposal.pk, "do": "approve"})
    assert (published_photo(member).width, published_photo(member).height) == (400, 400)


def test_removal_of_a_photo_can_be_undone(with_photo):
    send(with_photo, PROFILE, do="draft", **{"photo-clear": "on"})
    assert "Marked for removal." in photo_text(with_photo)
    send(with_photo, PROFILE, do="draft", interests="Engines")
    assert "Marked for removal." in photo_text(with_photo)
    send(with_photo, PROFILE, do="draft", **{"photo-keep": "on"})
    assert "Marked for removal." not in photo_text(with_photo)
    assert photo_urls(with_photo)[0].startswith("/media/")


def test_pending_photo_is_set_back_to_the_public_one(with_photo):
    send_photo(with_photo)
    send(with_photo, PROFILE, do="draft", **{"photo-keep": "on"})
    assert photo_urls(with_photo)[0].startswith("/media/")


def test_pending_photo_is_removed_when_none_is_public(member):
    send_photo(member)
    send(member, PROFILE, do="draft", **{"photo-clear": "on"})
    assert photo_urls(member) == []


def test_removed_photo_is_deleted_on_approval(with_photo, pi):
    send(with_photo, PROFILE, **{"photo-clear": "on"})
    pi.post(reverse("decide"), {"proposal": Proposal.objects.get().pk, "do": "approve"})
    assert not published_photo(with_photo)


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (factories.picture(width=100, height=150), "too small: each side needs at least 192 pixels"),
        (factories.truncated_picture(), "damaged or incomplete"),
        (factories.picture("me.svg", b"<svg/>"), "not a JPEG, PNG, WebP, AVIF, HEIC or GIF picture"),
    ],
)
def test_photo_error_is_shown_at_the_field_and_other_values_are_kept(member, upload, message):
    upload.seek(0)
    response = send(member, PROFILE, photo=upload, interests="Engines")
    assert response.status_code == 422
    page = Page(response)
    assert message in text(page.one("*[@id='id_photo_error']"))
    assert page.one("input[@name='interests']").get("value") == "Engines"
    assert Proposal.objects.get().content["fields"]["interests"] == ["Engines"]


def test_form_with_a_conflict_asks_for_the_photo_again(member):
    opened = member.get(PROFILE)
    send(member, PROFILE, do="draft", interests="Engines")
    response = send(
        member, PROFILE, page=opened, do="draft", interests="Steam", photo=factories.picture(width=400)
    )
    assert response.status_code == 409
    assert "Please choose it again." in text(Page(response).one("section[@id='part-photo']"))
