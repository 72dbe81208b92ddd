"""What the signed-in user can do from a public page: edit what it shows, add to the site, review what waits.

``labsite/permissions.py`` decides who may do each of these. Visitors' pages take no part in this.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import pgettext

from labsite.permissions import submitting_member
from moderation.models import Proposal
from news.models import NewsItem
from publications.models import Publication
from recruiting.models import Notice


class Subject(NamedTuple):
    """What a public page is about: the name of the object in the page's context, and its editor."""

    variable: str
    editor_key: str


#: The subjects of public pages by URL name. Pages that are not listed are about no single object.
SUBJECTS = {
    "profile": Subject("person", "profile"),
    "profile-publications": Subject("person", "profile"),
    "team": Subject("team", "team"),
    "publication": Subject("publication", "publication"),
    "news-item": Subject("item", "news"),
    "notice": Subject("notice", "notice"),
    "page": Subject("page", "page"),
}


class Link(NamedTuple):
    url: str
    text: str


@dataclass(frozen=True)
class PageActions:
    """The links of the bar; a link that the user may not follow is empty."""

    edit: str
    history: str
    additions: list[Link]
    #: The number of submissions that wait for review; None for those who do not review.
    waiting: int | None


def page_actions(request, context: Mapping) -> PageActions | None:
    """Return what the user can do from the page in view; None if nothing, or if the page is not public."""
    user, match = request.user, request.resolver_match
    is_public = match is not None and getattr(match.func, "is_public_page", False)
    if not (is_public and user.is_authenticated) or hasattr(request, "preview"):
        return None
    reviews = user.has_perm("moderation.review_proposal")
    subject = SUBJECTS.get(match.url_name)
    instance = context.get(subject.variable) if subject else None
    actions = PageActions(
        edit=edit_url(user, instance) if instance else "",
        history=reverse("history", args=[subject.editor_key, instance.pk]) if instance and reviews else "",
        additions=additions(user),
        waiting=Proposal.objects.pending().count() if reviews else None,
    )
    return actions if actions.edit or actions.additions or reviews else None


def edit_url(user, instance: Model) -> str:
    """Return the URL of the user's form to edit the object, or "" if the user may not change it."""
    model = instance._meta.model_name
    may_change_all = user.has_perm(f"{instance._meta.app_label}.change_{model}")
    person = submitting_member(user)
    if model == "person":
        if person and person.pk == instance.pk:
            return reverse("my-profile")
        return reverse("edit-person", args=[instance.slug]) if may_change_all else ""
    if model == "notice" and may_change_all:
        return reverse("desk-edit-notice", args=[instance.slug])
    names = {
        "team": "edit-team",
        "publication": "edit-publication",
        "newsitem": "edit-news",
        "page": "edit-page",
    }
    names["notice"] = "edit-notice"
    may_change = user.has_perm(f"{instance._meta.app_label}.change_{model}", instance)
    return reverse(names[model], args=[instance.slug]) if person and may_change else ""


def additions(user) -> list[Link]:
    """Return the links to the forms of new objects that the user may add."""
    links = []
    person = submitting_member(user)
    if user.has_perm("publications.add_publication", Publication):
        links.append(Link(reverse("import-publications"), pgettext("add", "Publication")))
    if person and user.has_perm("news.add_newsitem", NewsItem):
        links.append(Link(reverse("add-news"), pgettext("add", "News item")))
    if user.has_perm("recruiting.add_notice"):
        links.append(Link(reverse("desk-add-notice"), pgettext("add", "Opening")))
    elif user.has_perm("recruiting.add_notice", Notice):
        links.append(Link(reverse("draft-notice"), pgettext("add", "Opening")))
    if user.has_perm("pages.add_page"):
        links.append(Link(reverse("desk-add-page"), pgettext("add", "Page")))
    if user.has_perm("people.manage_members"):
        links.append(Link(reverse("desk-invite"), pgettext("add", "Member")))
    return links
