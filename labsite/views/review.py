"""The queue of what waits for review, at /desk/ and in the Django admin alike."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import InvalidState
from core.http import origin
from core.outbox.models import Email
from core.paging import paged
from core.primary_keys import as_keys
from labsite import editors, mails
from labsite.views.editing import ADD, SALT, edit, opened_content, presenter_of, show
from labsite.views.guards import for_reviewers, needs
from moderation import contents
from moderation.editing import EDITORS
from moderation.models import InConflict, NotValid, Proposal, State
from people.completeness import unconfirmed
from people.context import current_lab
from people.models import Person, find_by_slug


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
            "mails": Email.objects.failed()[:20],
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
    presenter = presenter_of(proposal.how, proposal)
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
    chosen = Proposal.objects.filter(pk__in=as_keys(request.POST.getlist("proposal")))
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
                raise InvalidState(_("This has changed meanwhile. Look at it once more."))
            if do == "approve":
                proposal.approve(request.user, now)
            elif do == "return":
                proposal.give_back(request.user, reason, now)
            else:
                raise InvalidState(_("Choose what to do."))
        except InConflict:
            problem = _("What is public has changed in the same places. Open it and decide what stays.")
            messages.error(request, f"{proposal}: {problem}")
        except NotValid:
            problem = _("It does not pass the checks any more. Open it to see why.")
            messages.error(request, f"{proposal}: {problem}")
        except (InvalidState, signing.BadSignature) as problem:
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
    path, now = reverse("proposal", args=[proposal.pk]), timezone.now()
    if not mails.tell_author(origin(request), path, proposal, now):
        text = _("The mail to %(author)s could not be sent yet. It is tried again.")
        messages.warning(request, text % {"author": proposal.author})


@for_reviewers
def correct(request, pk):
    """The form of a proposal, for the reviewer to correct; sending it publishes."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
    if proposal.is_orphan or not (proposal.is_pending or request.method == "POST"):
        return redirect("review-proposal", pk)

    def form(bundle, opened, status=200, conflicts=()):
        presenter = presenter_of(proposal.how, proposal)
        return show(
            request,
            bundle,
            opened,
            status=status,
            proposal=proposal,
            is_correction=True,
            is_direct=True,
            back=reverse("review-proposal", args=[pk]),
            title=str(proposal),
            conflicts=[presenter.conflict(conflict) for conflict in conflicts],
        )

    if request.method != "POST":
        return form(proposal.bundle(), proposal.live, conflicts=proposal.merged.conflicts)
    base, typed = opened_content(request), proposal.how.typed(request.POST)
    for name in proposal.how.file_fields:  # files stay as the author has sent them
        typed["fields"][name] = proposal.merged.content["fields"].get(name, [])
    if (do := request.POST.get("do", "")).startswith(ADD):
        bundle = proposal.bundle(contents.with_new_row(typed, do.removeprefix(ADD)))
        bundle.hide_errors()
        return form(bundle, base)
    try:
        proposal.approve(request.user, timezone.now(), typed, base)
    except InConflict:
        merged = contents.merge(base, proposal.live, typed)
        return form(proposal.bundle(merged.content), proposal.live, 409, merged.conflicts)
    except NotValid as refused:
        return form(refused.bundle, base, 422)
    except InvalidState as problem:  # the author has taken it back, or somebody has decided
        messages.error(request, str(problem))
        return form(proposal.bundle(typed), base, 409)
    tell(request, proposal)
    messages.success(request, _("Published, with your corrections."))
    return redirect("desk")


@needs("people.change_person")
def edit_person(request, slug):
    """Another person's profile, for those who may change it."""
    person = find_by_slug(Person.objects.all(), slug)
    return edit(request, editors.PROFILE, person, back="desk", title=person.name)
