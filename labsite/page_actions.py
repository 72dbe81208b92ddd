"""What the signed-in user can do from a public page: edit what it shows, add content, review submissions.

``labsite/permissions.py`` decides who may do each of these. Nothing is computed for visitors.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import pgettext

from moderation.models import Proposal
from news.models import NewsItem
from people.models import Team
from projects.models import Project
from publications.models import Publication
from recruiting.models import Notice


class Subject(NamedTuple):
    """What a public page is about: the name of the object in the page's context, and its editor."""

    variable: str
    editor_key: str


#: The subjects of public pages by URL name. Pages that are not listed are about no single object.
SUBJECTS = {
    "home": Subject("lab", "lab"),
    "profile": Subject("person", "profile"),
    "profile-publications": Subject("person", "profile"),
    "team": Subject("team", "team"),
    "publication": Subject("publication", "publication"),
    "grant": Subject("grant", "grant"),
    "project": Subject("project", "project"),
    "news-item": Subject("item", "news"),
    "notice": Subject("notice", "notice"),
    "page": Subject("page", "page"),
}


#: The URL names of the forms that edit an object, by its model.
FORMS = {
    "person": "edit-person",
    "team": "edit-team",
    "publication": "edit-publication",
    "project": "edit-project",
    "grant": "desk-edit-grant",
    "newsitem": "edit-news",
    "notice": "edit-notice",
    "page": "edit-page",
}


#: The URL names of the forms of a new object, by its model, for those who may add one with or without review.
NEW_FORMS = {
    "publication": (Publication, "import-publications"),
    "newsitem": (NewsItem, "add-news"),
    "project": (Project, "add-project"),
    "team": (Team, "add-team"),
    "notice": (Notice, "desk-add-notice"),
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
    if callable(instance):  # the lab, which is loaded lazily
        instance = instance()
    actions = PageActions(
        edit=_returning(edit_url(user, instance), request) if instance else "",
        history=history_url(subject.editor_key, instance) if instance and reviews else "",
        additions=[Link(_returning(url, request), text) for url, text in additions(user)],
        waiting=Proposal.objects.pending().count() if reviews else None,
    )
    return actions if actions.edit or actions.additions or reviews else None


def _returning(url: str, request) -> str:
    """Return the URL of a form with ``?next=``, so that the form returns to the page in view."""
    return f"{url}?{urlencode({'next': request.get_full_path()})}" if url else ""


def history_url(editor_key: str, instance: Model) -> str:
    """Return the URL of the object's version history; "" for the lab before its settings are first saved."""
    return reverse("history", args=[editor_key, instance.pk]) if instance.pk else ""


def edit_url(user, instance: Model) -> str:
    """Return the URL of the user's form to edit the object, or "" if the user may not change it."""
    model = instance._meta.model_name
    permission = f"{instance._meta.app_label}.change_{model}"
    if not user.has_perm(permission, instance):
        return ""
    if model == "lab":
        return reverse("desk-lab")
    if instance == getattr(user, "person", None):
        return reverse("my-profile")
    name = "desk-edit-notice" if model == "notice" and user.has_perm(permission) else FORMS[model]
    return reverse(name, args=[instance.slug])


def additions(user) -> list[Link]:
    """Return the links to the forms of new objects that the user may add, with or without review."""
    links = [
        (addition_url(user, "publication"), pgettext("add", "Publication")),
        (addition_url(user, "newsitem"), pgettext("add", "News item")),
        (addition_url(user, "project"), pgettext("add", "Project")),
        (addition_url(user, "notice"), pgettext("add", "Opening")),
        (addition_url(user, "page"), pgettext("add", "Page")),
        (addition_url(user, "team"), pgettext("add", "Team")),
        (addition_url(user, "person"), pgettext("add", "Member")),
    ]
    return [Link(url, text) for url, text in links if url]


def addition_url(user, model: str) -> str:
    """Return the URL of the user's form for a new object of the model, "" if the user may not add one."""
    if model == "person":
        return reverse("desk-invite") if user.has_perm("people.manage_members") else ""
    if model == "page":
        return reverse("desk-add-page") if user.has_perm("pages.add_page") else ""
    model_class, name = NEW_FORMS[model]
    if not user.has_perm(f"{model_class._meta.app_label}.add_{model}", model_class):
        return ""
    is_draft = model == "notice" and not user.has_perm("recruiting.change_notice")
    return reverse("draft-notice" if is_draft else name)
