"""The member's desk: own profile, publications, news and team, and what waits for review."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import markdown
from core.exceptions import InvalidState
from labsite import editors
from labsite.permissions import editable_by, led_by, publishes_directly
from labsite.views.editing import deliver, edit, unfinished
from labsite.views.guards import for_members
from moderation.models import InConflict, NotValid, Proposal
from news.models import NewsItem
from people.completeness import checklist
from people.context import current_lab
from people.models import Person, Team, find_by_slug
from publications import author_claims
from publications.models import Authorship, Publication
from recruiting.applications.permissions import reads_some
from recruiting.models import Notice

MOST_SHOWN = 30
#: Characters of Markdown that are shown as a preview.
LONGEST_PREVIEW = 20_000


@require_safe
@login_required
def me(request):
    """Where signing in leads: the own desk, or what else the account is for."""
    if not request.user.has_perm("moderation.add_proposal"):
        return redirect("home")
    if getattr(request.user, "person", None) is None:
        return redirect("desk" if request.user.has_perm("moderation.review_proposal") else "home")
    return my_desk(request)


@for_members
def my_desk(request):
    """What there is to do, what waits, and what was decided."""
    proposals = Proposal.objects.by(request.user).for_list().latest_first()
    points = checklist(request.person)
    return render(
        request,
        "labsite/me.html",
        {
            "person": request.person,
            "is_current": request.person.is_current(timezone.localdate()),
            "checklist": points,
            "missing": sum(not point.is_done for point in points),
            "is_direct": publishes_directly(request.user, Person),
            "unfinished": list(proposals.unfinished()[:MOST_SHOWN]),
            "decided": list(proposals.finished()[:10]),
            "teams": led_by(request.person),
            "notices": Notice.objects.of_teams(led_by(request.person)).order_by("-opens", "-pk")[:10],
            "suggestions": author_claims.unclaimed_authorships(request.person)[:MOST_SHOWN],
            "confirm_every": current_lab(request).confirm_every,
            "reviews_applications": reads_some(request.user),
        },
    )


@for_members
def my_profile(request):
    return edit(request, editors.PROFILE, request.person, title=_("Your profile"))


@require_POST
@for_members
def confirm_profile(request):
    """The button "all still right"."""
    Person.objects.filter(pk=request.person.pk).update(confirmed=timezone.localdate())
    messages.success(request, _("Thank you. Your page counts as right from today."))
    return redirect("me")


# ---- publications -----------------------------------------------------------------------------


@require_safe
@for_members
def my_publications(request):
    mine = Publication.objects.by_author(request.person).newest_first().select_related("venue")
    return render(
        request,
        "labsite/my_publications.html",
        {
            "publications": mine,
            "suggestions": author_claims.unclaimed_authorships(request.person)[:MOST_SHOWN],
        },
    )


@for_members
def add_publication(request):
    return edit(request, editors.PUBLICATION, back="my-publications", title=_("Add a publication"))


@for_members
def edit_publication(request, slug):
    publication = find_by_slug(editable_by(request.user, Publication), slug)
    return edit(request, editors.PUBLICATION, publication, back="my-publications", title=publication.title)


@require_POST
@for_members
def claim(request, pk):
    """ "This is me": proposes, or says, that a printed name is this person."""
    return _with_author(request, _suggested(request.person, pk), request.person)


@require_POST
@for_members
def decline_claim(request, pk):
    """ "Not me", of a name that nobody has been linked to: it is not asked about again."""
    author_claims.disclaim(request.person, _suggested(request.person, pk).publication)
    messages.success(request, _("Thank you. You are not asked about it again."))
    return redirect("my-publications")


def _suggested(person: Person, pk: int) -> Authorship:
    authorship = next(
        (found for found in author_claims.unclaimed_authorships(person) if found.pk == pk), None
    )
    if authorship is None:
        raise Http404
    return authorship


@require_POST
@for_members
def disclaim(request, slug):
    """ "Not me": proposes, or says, that this person is not the author of that name."""
    authorship = get_object_or_404(Authorship, publication__slug=slug, person=request.person)
    author_claims.disclaim(request.person, authorship.publication)
    return _with_author(request, authorship, None)


def _with_author(request, authorship: Authorship, person: Person | None):
    """Changes whom an author is, through the same proposals as everything else."""
    publication = authorship.publication
    if unfinished(request.user, editors.PUBLICATION, publication):
        return _is_busy(request)
    content = editors.PUBLICATION.open(publication).content
    for row in content["rows"]["authorships"]:
        if row["id"] == str(authorship.pk):
            row["values"]["person"] = [person.slug] if person else []
    proposal = Proposal(editor=editors.PUBLICATION.key, object_id=publication.pk, author=request.user)
    try:
        proposal.fill(content)
    except IntegrityError:  # begun at this very moment, as by a second click
        return _is_busy(request)
    try:
        deliver(request, proposal)
    except (NotValid, InvalidState, InConflict):
        # Something else in it is wrong, and has been before: the form says what.
        messages.error(request, _("This publication has to be corrected first."))
        return redirect("proposal-edit", proposal.pk)
    return redirect("my-publications")


def _is_busy(request):
    messages.error(request, _("You are working on a change of this publication. Finish that one first."))
    return redirect("my-publications")


# ---- news and teams ---------------------------------------------------------------------------


@require_safe
@for_members
def my_news(request):
    about = editable_by(request.user, NewsItem).filter(people=request.person).newest_first()
    return render(request, "labsite/my_news.html", {"news": about[:MOST_SHOWN]})


@for_members
def add_news(request):
    return edit(request, editors.NEWS, back="my-news", title=_("Propose news"))


@for_members
def edit_news(request, slug):
    item = find_by_slug(editable_by(request.user, NewsItem), slug)
    return edit(request, editors.NEWS, item, back="my-news", title=str(item))


@for_members
def edit_team(request, slug):
    team = find_by_slug(editable_by(request.user, Team), slug)
    return edit(request, editors.TEAM, team, title=team.name)


@for_members
def draft_notice(request):
    """A notice for a team that the member leads."""
    if not request.user.has_perm("recruiting.add_notice", Notice):
        raise PermissionDenied
    team = led_by(request.person).first()
    return edit(request, editors.NOTICE, Notice(team=team, contact=request.person), title=_("Draft a notice"))


@for_members
def edit_notice(request, slug):
    notice = find_by_slug(editable_by(request.user, Notice), slug)
    return edit(request, editors.NOTICE, notice, title=notice.title)


# ---- help for forms ---------------------------------------------------------------------------


@require_POST
@for_members
def markdown_preview(request):
    """What a text looks like, by the renderer of the site."""
    text = request.POST.get("text", "")
    if len(text) > LONGEST_PREVIEW:
        raise Http404
    return HttpResponse(markdown.render(text))
