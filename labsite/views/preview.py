"""The preview of a submission: the public page as it would be, rendered without publishing anything."""

import contextlib
import posixpath
from dataclasses import dataclass

from django.contrib import messages
from django.db import models, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.http import next_query, with_next
from core.images.fields import PictureField
from core.shared_rows import SharedRow
from labsite.permissions import may_publish, may_still_edit
from labsite.views.edit_page import pending_file_url, preview_token
from labsite.views.guards import for_proposers
from labsite.views.home import home
from labsite.views.page import page
from labsite.views.profile import profile
from labsite.views.project import project
from labsite.views.publication import publication
from labsite.views.team import team
from moderation.forms.edit_form import EditForm
from moderation.forms.snapshot import is_pending_file
from moderation.models import Proposal
from news.views import news_item
from people.models import Lab
from projects.views import grant
from recruiting.models import Notice
from recruiting.models.deadline import start_of_day
from recruiting.views import notice


def notice_on_first_day(request, slug):
    """Render the page of a notice as it is now, or as it will be when the notice opens."""
    opens = start_of_day(Notice.objects.values_list("opens", flat=True).get(slug=slug))
    return notice(request, slug, max(opens, timezone.now()))


def home_of_lab(request, slug=None):
    """Render the home page with the lab as it is in this transaction, not as other pages have it."""
    request._lab = Lab.load()
    return home(request)


def home_with_menu(request, slug=None):
    """Render the home page with the menu as it is in this transaction."""
    vars(request).pop("_menu", None)
    return home(request)


#: The public page of each kind of object, by the key of its editor.
PUBLIC_PAGES = {
    "lab": home_of_lab,
    "profile": profile,
    "team": team,
    "publication": publication,
    "project": project,
    "grant": grant,
    "news": news_item,
    "honor": profile,
    "talk": profile,
    "page": page,
    "menu": home_with_menu,
    "notice": notice_on_first_day,
}


@dataclass(frozen=True)
class Preview:
    """What the bar above a preview shows and offers."""

    proposal: Proposal
    is_own: bool
    is_direct: bool
    seen: str
    #: The page to which the form returns, as an encoded query; "" without one.
    query: str

    @classmethod
    def of(cls, proposal: Proposal, request) -> "Preview":
        is_own = proposal.author_id == request.user.pk
        is_direct = may_publish(request.user, proposal)
        return cls(proposal, is_own, is_direct, preview_token(proposal), next_query(request))


class _RollBack(Exception):
    """Ends the transaction of a preview."""


@require_safe
@for_proposers
def proposal_preview(request, pk):
    """Show the public page as it would be: save the proposal, render the page, and roll everything back."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).unfinished(), pk=pk)
    is_own = proposal.author == request.user
    if proposal.is_orphan or (is_own and not may_still_edit(request.user, proposal)):
        raise Http404
    form_page = "proposal-edit" if is_own else "review-proposal"
    edit_form = proposal.edit_form(user=proposal.author)
    form_url = with_next(request, reverse(form_page, args=[proposal.pk]))
    if not edit_form.is_valid():
        messages.error(request, _("No preview: please fix the errors first."))
        return redirect(form_url)
    try:
        with contextlib.suppress(_RollBack), transaction.atomic():
            response = _render_preview(request, proposal, edit_form)
            raise _RollBack
    except Http404:  # such as news of a future day
        messages.error(request, _("No preview: the page would not be public yet."))
        return redirect(form_url)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _render_preview(request, proposal: Proposal, edit_form: EditForm) -> HttpResponse:
    pending_pictures = _detach_files(proposal, edit_form)
    instance = edit_form.save()
    columns = {
        name: posixpath.join(instance._meta.get_field(name).upload_to, file_name)
        for name, file_name in pending_pictures.items()
        if file_name and isinstance(instance._meta.get_field(name), PictureField)
    }
    visibility = {"is_public": True} if any(f.name == "is_public" for f in instance._meta.fields) else {}
    if columns or visibility:
        type(instance)._base_manager.filter(pk=instance.pk).update(**columns, **visibility)
    request.preview = Preview.of(proposal, request)  # for the bar in base.html
    response = PUBLIC_PAGES[proposal.editor_key](request, slug=_slug_of_page(instance))
    _use_pending_urls(response, proposal, type(instance), columns)
    return response


def _slug_of_page(instance: models.Model) -> str | None:
    """Return the slug of the page that shows an object: a shared row is on profiles."""
    shown_on = instance.person if isinstance(instance, SharedRow) else instance
    return getattr(shown_on, "slug", None)


def _detach_files(proposal: Proposal, edit_form: EditForm) -> dict[str, str | None]:
    """Remove the uploads from the form, so that no pending file is stored publicly, not even briefly.

    Return the names of the pending files by field.
    """
    pending = {}
    for name in proposal.editor.file_fields:
        edit_form.form.cleaned_data.pop(name, None)
        setattr(edit_form.form.instance, name, getattr(proposal.instance, name, "") or "")
        is_pending = is_pending_file(proposal.merge_result.snapshot["fields"].get(name, []))
        if is_pending and name in proposal.pending_files:  # for a missing one, the published file is shown
            pending[name] = proposal.file_rows[name].name
    return pending


def _use_pending_urls(
    response: HttpResponse, proposal: Proposal, model: type[models.Model], columns: dict[str, str]
) -> None:
    """Replace the public URLs of pictures, where nothing is stored, by those of the pending files."""
    for name, path in columns.items():
        public_url = getattr(model(**{name: path}), name).url.removesuffix(".webp")
        pending_url = pending_file_url(proposal, name)
        response.content = response.content.replace(public_url.encode(), pending_url.encode())
