"""A photo in the form of a profile: chosen, cropped, kept with a draft, taken back, removed."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from PIL import Image

from moderation.models import Proposal, ProposalFile
from people.models import Person
from tests import factories
from tests.editor_forms import send
from tests.views.reading import Page, text

pytestmark = pytest.mark.django_db
PROFILE = "/me/profile/"


@pytest.fixture
def with_photo(member):
    """A member who has a photo that is public."""
    Person.objects.filter(pk=member.person.pk).update(photo=factories.picture_name("people", 400, 400))
    return member


def photo_part(client):
    page = Page(client.get(PROFILE))
    return page, page.one("section[@id='part-photo']")


def shown(client):
    """The address of the photo that the form shows."""
    page, part = photo_part(client)
    return [picture.get("src") for picture in page.all("img", part)]


def words(client):
    return text(photo_part(client)[1])


def waiting_size():
    with ProposalFile.objects.get().open() as file:
        return Image.open(file).size


def published(client):
    return Person.objects.get(pk=client.person.pk).photo


def send_photo(client, do="draft", **options):
    return send(client, PROFILE, do=do, photo=factories.picture(width=400, height=600), **options)


def test_the_photo_that_is_public_is_shown(with_photo):
    (address,) = shown(with_photo)
    assert address.startswith("/media/people/")
    assert "Choose another photo" in words(with_photo)


def test_without_a_photo_there_is_nothing_to_remove(member):
    assert shown(member) == []
    assert "Choose a photo" in words(member) and "Remove" not in words(member)


def test_a_new_photo_is_cropped_and_shown_from_where_it_waits(with_photo):
    send_photo(with_photo, **{"photo-crop": "0.5,0.5,2"})
    assert waiting_size() == (200, 200)
    (address,) = shown(with_photo)
    assert urlsplit(address).path.startswith("/me/proposals/")
    assert with_photo.get(address).headers["Content-Type"] == "image/webp"
    assert "not public yet" in words(with_photo)


def test_without_scripts_the_middle_is_taken(member):
    send_photo(member)
    assert waiting_size() == (400, 400)


def test_the_photo_of_a_draft_survives_further_edits(member, pi):
    send_photo(member)
    send(member, PROFILE, do="draft", interests="Engines")
    send(member, PROFILE, do="add:honors")
    assert shown(member)
    send(member, PROFILE)
    proposal = Proposal.objects.get()
    pi.post(reverse("decide"), {"proposal": proposal.pk, "do": "approve"})
    assert (published(member).width, published(member).height) == (400, 400)


def test_a_photo_is_removed_and_may_stay_after_all(with_photo):
    send(with_photo, PROFILE, do="draft", **{"photo-clear": "on"})
    assert "It will be removed." in words(with_photo)
    send(with_photo, PROFILE, do="draft", interests="Engines")
    assert "It will be removed." in words(with_photo)
    send(with_photo, PROFILE, do="draft", **{"photo-keep": "on"})
    assert "It will be removed." not in words(with_photo)
    assert shown(with_photo)[0].startswith("/media/")


def test_a_waiting_photo_is_given_up_for_the_public_one(with_photo):
    send_photo(with_photo)
    send(with_photo, PROFILE, do="draft", **{"photo-keep": "on"})
    assert shown(with_photo)[0].startswith("/media/")


def test_a_waiting_photo_is_removed_where_none_is_public(member):
    send_photo(member)
    send(member, PROFILE, do="draft", **{"photo-clear": "on"})
    assert shown(member) == []


def test_a_removed_photo_is_gone_once_approved(with_photo, pi):
    send(with_photo, PROFILE, **{"photo-clear": "on"})
    pi.post(reverse("decide"), {"proposal": Proposal.objects.get().pk, "do": "approve"})
    assert not published(with_photo)


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (factories.picture(width=100, height=150), "too small: each side needs at least 192 pixels"),
        (factories.truncated_picture(), "damaged or incomplete"),
        (factories.picture("me.svg", b"<svg/>"), "not a JPEG, PNG, WebP or GIF picture"),
    ],
)
def test_what_is_wrong_with_a_photo_stands_at_it_and_all_else_is_kept(member, upload, message):
    upload.seek(0)
    response = send(member, PROFILE, photo=upload, interests="Engines")
    assert response.status_code == 422
    page = Page(response)
    assert message in text(page.one("*[@id='id_photo_error']"))
    assert page.one("input[@name='interests']").get("value") == "Engines"
    assert Proposal.objects.get().content["fields"]["interests"] == ["Engines"]


def test_a_photo_that_was_sent_into_a_conflict_is_asked_for_again(member):
    opened = member.get(PROFILE)
    send(member, PROFILE, do="draft", interests="Engines")
    response = send(
        member, PROFILE, page=opened, do="draft", interests="Steam", photo=factories.picture(width=400)
    )
    assert response.status_code == 409
    assert "Choose it once more." in text(Page(response).one("section[@id='part-photo']"))
