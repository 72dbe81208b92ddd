"""What somebody has proposed: looked at, worked on, taken back; and how it would look."""

import contextlib
import posixpath

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from labsite.editors import NOTICE
from labsite.lib.images import PictureField
from labsite.lib.private_files import private_response
from labsite.pages.access import for_proposers
from labsite.pages.editing import edit, file_url, presenter_of
from labsite.pages.profile import profile
from labsite.pages.team import team
from labsite.rules import editable_by
from moderation import contents
from moderation.contents import WAITING
from moderation.models import NotPossible, Proposal, ProposalFile
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
    found = get_object_or_404(Proposal.objects.by(request.user).unfinished(), pk=pk)
    if found.is_orphan:
        raise Http404
    if found.instance and not editable_by(request.user, found.how.model).filter(pk=found.object_id).exists():
        raise Http404  # it was the user's own when it was begun, and is no more
    return edit(request, found.how, found.instance, found, back_of(request.user, found), title=str(found))


def back_of(user, found: Proposal) -> str:
    """Returns the name of the page on which the author finds such things."""
    is_of_desk = found.editor == NOTICE.key and user.has_perm("recruiting.change_notice")
    return "desk-notices" if is_of_desk else "me"


@require_POST
@for_proposers
def withdraw_proposal(request, pk):
    return _move(request, pk, "withdraw", _("Taken back. It is kept, and you can open it again."))


@require_POST
@for_proposers
def reopen_proposal(request, pk):
    return _move(request, pk, "reopen", _("Open again, as it was."), "proposal-edit")


def _move(request, pk, verb: str, done: str, goal: str = "proposal"):
    found = get_object_or_404(Proposal.objects.by(request.user), pk=pk)
    try:
        getattr(found, verb)()
    except NotPossible as problem:
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
    request.preview_of = found  # base.html says so and leads back
    response = PAGES[found.editor](request, slug=thing.slug)
    for name, stored in columns.items():
        public = getattr(type(thing)(**{name: stored}), name).url.removesuffix(".webp")
        private = file_url(found, name)
        response.content = response.content.replace(public.encode(), private.encode())
    return response
