"""The queue of what waits for review, at /desk/ and in the Django admin alike, and the way back."""

from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from reversion.models import Version

from labsite import editors, mails
from labsite.lib.http import origin
from labsite.lib.paging import paged
from labsite.pages.access import needs
from labsite.pages.editing import SALT, edit, sealed
from labsite.pages.proposals import presenter_of
from moderation import contents, revisions
from moderation.differences import Presenter
from moderation.editing import EDITORS, editor_of
from moderation.models import InConflict, NotPossible, NotValid, Proposal, State
from people.completeness import unconfirmed
from people.context import current_lab
from people.models import Person, find_by_slug

for_reviewers = needs("moderation.review_proposal")


@require_safe
@for_reviewers
def desk(request):
    """What waits, oldest first; or what is in another state."""
    kind, state = request.GET.get("kind", ""), request.GET.get("state", State.PENDING)
    kind = kind if kind in EDITORS else ""
    state = state if state in (State.PENDING, State.RETURNED, State.APPROVED) else State.PENDING
    found = Proposal.objects.filter(state=state).for_list()
    found = found.filter(editor=kind) if kind else found
    found = found.oldest_first() if state == State.PENDING else found.latest_first()
    lab, today = current_lab(request), timezone.localdate()
    return render(
        request,
        "labsite/desk.html",
        {
            "page": paged(request, found, 50),
            "kind": kind,
            "state": state,
            "kinds": [(key, editor.label) for key, editor in EDITORS.items()],
            "states": [(State(one), State(one).label) for one in ("pending", "returned", "approved")],
            "unconfirmed": unconfirmed(lab, today)[:50],
        },
    )


@require_safe
@for_reviewers
def review(request, pk):
    """What one proposal would change, side by side, with what to do about it."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).with_people(), pk=pk)
    return render(request, "labsite/review.html", review_context(request, proposal))


def review_context(request, proposal: Proposal) -> dict:
    """What the page of a proposal shows to reviewers, here and in the Django admin."""
    presenter = presenter_of(proposal)
    is_open = proposal.is_unfinished and not proposal.is_orphan
    difference = proposal.difference if is_open else contents.difference(proposal.base, proposal.content)
    bundle = proposal.bundle() if proposal.is_pending and not proposal.is_orphan else None
    return {
        "proposal": proposal,
        "blocks": presenter.blocks(difference),
        "conflicts": [presenter.conflict(one) for one in proposal.merged.conflicts] if is_open else [],
        "errors": bundle.errors if bundle and not bundle.is_valid() else [],
        "seen": seal_of(proposal),
    }


def seal_of(proposal: Proposal) -> str:
    """Returns what a decision brings back, to tell whether the reviewer saw the newest state."""
    return signing.dumps([proposal.pk, proposal.updated.isoformat()], salt=SALT)


@require_POST
@for_reviewers
def decide(request):
    """Approves or returns one or many; each for itself, so that one that fails stops no other."""
    chosen = Proposal.objects.filter(pk__in=[pk for pk in request.POST.getlist("proposal") if pk.isdecimal()])
    act(request, chosen, request.POST.get("do", ""), request.POST.get("reason", "").strip())
    return redirect("desk")


def act(request, proposals, do: str, reason: str = "") -> None:
    """Does with each proposal what the reviewer has decided, and says what came of it."""
    if do == "return" and not reason:
        messages.error(request, _("Say why, so that the author knows what to change. Nothing was returned."))
        return
    now, done = timezone.now(), []
    for proposal in proposals:
        seen = request.POST.get("seen")
        try:
            if seen and signing.loads(seen, salt=SALT) != [proposal.pk, proposal.updated.isoformat()]:
                raise NotPossible(_("This has changed meanwhile. Look at it once more."))
            if do == "approve":
                proposal.approve(request.user, now)
            elif do == "return":
                proposal.give_back(request.user, reason, now)
            else:
                raise NotPossible(_("Choose what to do."))
        except InConflict:
            problem = _("What is public has changed in the same places. Open it and decide what stays.")
            messages.error(request, f"{proposal}: {problem}")
        except NotValid:
            problem = _("It does not pass the checks any more. Open it to see why.")
            messages.error(request, f"{proposal}: {problem}")
        except (NotPossible, signing.BadSignature) as problem:
            messages.error(request, f"{proposal}: {problem}")
        else:
            done.append(proposal)
            tell(request, proposal)
    if done:
        text = (
            ngettext("%(number)d published.", "%(number)d published.", len(done))
            if do == "approve"
            else ngettext("%(number)d returned.", "%(number)d returned.", len(done))
        )
        messages.success(request, text % {"number": len(done)})


def tell(request, proposal: Proposal) -> None:
    """Sends the author the decision, and tells the reviewer if that was not possible."""
    if not mails.tell_author(origin(request), reverse("proposal", args=[proposal.pk]), proposal):
        messages.warning(
            request, _("The mail to %(author)s could not be sent.") % {"author": proposal.author}
        )


@for_reviewers
def correct(request, pk):
    """The form of a proposal, for the reviewer to correct; sending it publishes."""
    proposal = get_object_or_404(Proposal.objects.pending(), pk=pk)
    if proposal.is_orphan:
        raise Http404
    editor, back = proposal.how, reverse("review-proposal", args=[pk])
    presenter = presenter_of(proposal)
    page = {
        "proposal": proposal,
        "editor": editor,
        "instance": proposal.instance,
        "is_correction": True,
        "is_direct": True,
        "back": back,
        "title": str(proposal),
        "conflicts": [presenter.conflict(one) for one in proposal.merged.conflicts],
    }
    if request.method != "POST":
        return _form(request, proposal.bundle(), proposal.live, page)
    try:
        base = signing.loads(request.POST.get("opened", ""), salt=SALT)
    except signing.BadSignature:
        base = contents.empty()
    typed = editor.typed(request.POST)
    for name in editor.file_fields:  # files stay as the author has sent them
        typed["fields"][name] = proposal.merged.content["fields"].get(name, [])
    if request.POST.get("do", "").startswith("add:"):
        bundle = proposal.bundle(contents.with_new_row(typed, request.POST["do"].removeprefix("add:")))
        bundle.hide_errors()
        return _form(request, bundle, base, page)
    try:
        proposal.approve(request.user, timezone.now(), typed, base)
    except InConflict:
        merged = contents.merge(base, proposal.live, typed)
        page["conflicts"] = [presenter.conflict(one) for one in merged.conflicts]
        return _form(request, proposal.bundle(merged.content), proposal.live, page, 409)
    except NotValid as refused:
        return _form(request, refused.bundle, base, page, 422)
    except NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("desk")
    tell(request, proposal)
    messages.success(request, _("Published, with your corrections."))
    return redirect("desk")


def _form(request, bundle, opened, page, status=200):
    return render(
        request, "labsite/edit.html", {"bundle": bundle, "opened": sealed(opened), **page}, status=status
    )


@needs("people.change_person")
def edit_person(request, slug):
    """Another person's profile, for those who may change it."""
    person = find_by_slug(Person.objects.all(), slug)
    return edit(request, editors.PROFILE, person, back="desk", title=person.name)


# ---- revisions --------------------------------------------------------------------------------


@require_safe
@for_reviewers
def history(request, kind, pk):
    """All that was published about one object, latest first."""
    if kind not in EDITORS:
        raise Http404
    instance = get_object_or_404(editor_of(kind).model._base_manager, pk=pk)
    versions = revisions.versions_of(instance)
    return render(
        request,
        "labsite/history.html",
        {"object": instance, "kind": kind, "page": paged(request, versions, 50)},
    )


def published_version(pk: int) -> Version:
    """Returns a version of something that has an editor. Raises Http404."""
    version = get_object_or_404(Version.objects.select_related("revision__user", "content_type"), pk=pk)
    if revisions.editor_for(version._model) is None:
        raise Http404
    return version


@require_safe
@for_reviewers
def revision(request, pk):
    """What a revision has changed, and what going back to it would change now."""
    version = published_version(pk)
    editor, then = revisions.editor_for(version._model), revisions.content_of(version)
    earlier = revisions.previous(version)
    before = revisions.content_of(earlier) if earlier else contents.empty()
    instance = editor.model._base_manager.filter(pk=version.object_id).first()
    presenter = Presenter(editor)
    back = contents.difference(revisions.content_now(instance), then) if instance else contents.Difference()
    return render(
        request,
        "labsite/revision.html",
        {
            "version": version,
            "object": instance,
            "kind": editor.key,
            "is_first": earlier is None,
            "blocks": presenter.blocks(contents.difference(before, then)),
            "back_blocks": presenter.blocks(back),
            "can_revert": instance is None or bool(back),
        },
    )


@require_safe
@for_reviewers
def deleted(request):
    """What was deleted and can come back."""
    return render(request, "labsite/deleted.html", {"versions": revisions.deleted()})


@require_POST
@for_reviewers
def revert(request, pk):
    version = published_version(pk)
    try:
        instance = revisions.revert(version, request.user)
    except revisions.CannotRevert as problem:
        messages.error(request, _("This cannot be reverted: %(problem)s") % {"problem": problem})
        return redirect("revision", pk)
    messages.success(request, _("It is again as it was then."))
    return redirect("history", revisions.editor_for(version._model).key, instance.pk)
