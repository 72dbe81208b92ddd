"""What somebody has proposed: looked at, worked on, taken back; and how it would look."""

import contextlib
import posixpath
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import InvalidState
from core.images.fields import PictureField
from core.private_files import private_response
from labsite.editors import NOTICE
from labsite.permissions import editable_by, publishes_directly
from labsite.views.editing import edit, file_url, presenter_of, seal_of, send
from labsite.views.guards import for_proposers
from labsite.views.profile import profile
from labsite.views.team import team
from moderation import contents
from moderation.contents import WAITING
from moderation.models import Proposal, ProposalFile
from news.views import news_item
from publications.views import publication
from recruiting.models import Notice
from recruiting.models.deadline import start_of
from recruiting.views import notice


def notice_on_its_first_day(request, slug):
    """The page of a notice, as it is now or as it will be when it opens."""
    opens = start_of(Notice.objects.values_list("opens", flat=True).get(slug=slug))
    return notice(request, slug, max(opens, timezone.now()))


#: The public page of each kind of thing, for previews.
PAGES = {
    "profile": profile,
    "team": team,
    "publication": publication,
    "news": news_item,
    "notice": notice_on_its_first_day,
}


@require_safe
@for_proposers
def proposal(request, pk):
    """The state of one's own proposal, and what it would change or has changed."""
    found = get_object_or_404(Proposal.objects.by(request.user), pk=pk)
    difference = found.difference if found.is_unfinished else contents.difference(found.base, found.content)
    return render(
        request,
        "labsite/proposal.html",
        {"proposal": found, "blocks": presenter_of(found.how, found).blocks(difference)},
    )


@for_proposers
def edit_proposal(request, pk):
    """Goes on with a proposal; what is closed must be opened again first."""
    found = _begun_by(request.user, pk)
    return edit(request, found.how, found.instance, found, back_of(request.user, found), title=str(found))


def _begun_by(user, pk: int) -> Proposal:
    """Returns what the user is working on. Raises Http404."""
    found = get_object_or_404(Proposal.objects.by(user).unfinished(), pk=pk)
    if found.is_orphan:
        raise Http404
    if found.instance and not editable_by(user, found.how.model).filter(pk=found.object_id).exists():
        raise Http404  # it was the user's own when it was begun, and is no more
    return found


@require_POST
@for_proposers
def send_proposal(request, pk):
    """Publishes one's own draft, or sends it to the reviewers, as its preview has shown it."""
    if not get_object_or_404(Proposal.objects.by(request.user), pk=pk).is_unfinished:
        return redirect("proposal", pk)  # a second press of the button
    found = _begun_by(request.user, pk)
    is_as_seen, conflicts = request.POST.get("seen", "") == seal_of(found), found.merged.conflicts
    if conflicts or not is_as_seen:
        messages.info(request, _("This has changed meanwhile. Look at it once more."))
        # The form shows both versions of a conflict.
        return redirect("proposal-edit" if conflicts and is_as_seen else "proposal-preview", pk)
    return send(request, found, back_of(request.user, found))


def back_of(user, found: Proposal) -> str:
    """Returns the name of the page on which the author finds such things."""
    is_of_desk = found.editor == NOTICE.key and user.has_perm("recruiting.change_notice")
    return "desk-notices" if is_of_desk else "me"


@require_POST
@for_proposers
def withdraw_proposal(request, pk):
    """Takes it back; from a list, one comes back to that list."""
    text = _("Taken back. It is kept, and you can open it again.")
    if "list" not in request.POST:
        return _move(request, pk, "withdraw", text)
    found = get_object_or_404(Proposal.objects.by(request.user), pk=pk)
    text = _("“%(title)s” is thrown away. It is kept, and you can open it again.") % {"title": found}
    _move(request, pk, "withdraw", text)
    return redirect(back_of(request.user, found))


@require_POST
@for_proposers
def reopen_proposal(request, pk):
    return _move(request, pk, "reopen", _("Open again, as it was."), "proposal-edit")


def _move(request, pk, verb: str, done: str, goal: str = "proposal"):
    found = get_object_or_404(Proposal.objects.by(request.user), pk=pk)
    try:
        getattr(found, verb)()
    except InvalidState as problem:
        messages.error(request, str(problem))
        goal = "proposal"
    else:
        messages.success(request, done)
    return redirect(goal, found.pk)


@require_safe
@for_proposers
def proposal_file(request, pk, field, shape):
    """A file that waits, for its author and for reviewers. ``shape`` is what a page asks pictures for."""
    visible = Proposal.objects.visible_to(request.user)
    waiting = get_object_or_404(ProposalFile, proposal__in=visible.filter(pk=pk), field=field)
    return private_response(waiting.open, waiting.name)


@require_safe
@for_proposers
def proposal_preview(request, pk):
    """The public page as it would be: the proposal is saved, the page made, and all taken back."""
    found = get_object_or_404(Proposal.objects.visible_to(request.user).unfinished(), pk=pk)
    if found.is_orphan:
        raise Http404
    bundle = found.bundle()
    if not bundle.is_valid():
        messages.error(request, _("There is no preview while something is missing or wrong."))
        return redirect("proposal-edit" if found.author == request.user else "review-proposal", found.pk)
    try:
        with contextlib.suppress(_Undone), transaction.atomic():
            response = _page_of(request, found, bundle)
            raise _Undone
    except Http404:  # such as news of a later day
        messages.error(request, _("There is no preview: the page would not be public yet."))
        return redirect("proposal-edit" if found.author == request.user else "review-proposal", found.pk)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@dataclass(frozen=True)
class Preview:
    """What the bar above a preview says and offers."""

    proposal: Proposal
    is_own: bool
    is_direct: bool
    seen: str

    @classmethod
    def of(cls, found: Proposal, user) -> "Preview":
        is_direct = publishes_directly(user, found.how.model)
        return cls(found, found.author_id == user.pk, is_direct, seal_of(found))


class _Undone(Exception):
    """Ends the transaction of a preview."""


def _page_of(request, found: Proposal, bundle):
    pictures = {}
    for name in found.how.file_fields:
        # Nothing that waits may get to where the public finds it, not even for a moment.
        bundle.form.cleaned_data.pop(name, None)
        setattr(bundle.form.instance, name, getattr(found.instance, name, "") or "")
        if (found.merged.content["fields"].get(name) or [""])[0].startswith(WAITING):
            pictures[name] = found.files.filter(field=name).values_list("name", flat=True).first()
    thing = bundle.save()
    columns = {
        name: posixpath.join(thing._meta.get_field(name).upload_to, stored)
        for name, stored in pictures.items()
        if stored and isinstance(thing._meta.get_field(name), PictureField)
    }
    shown = {"is_public": True} if any(f.name == "is_public" for f in thing._meta.fields) else {}
    if columns or shown:
        type(thing)._base_manager.filter(pk=thing.pk).update(**columns, **shown)
    request.preview = Preview.of(found, request.user)  # base.html says so and leads back
    response = PAGES[found.editor](request, slug=thing.slug)
    for name, stored in columns.items():
        public = getattr(type(thing)(**{name: stored}), name).url.removesuffix(".webp")
        private = file_url(found, name)
        response.content = response.content.replace(public.encode(), private.encode())
    return response
