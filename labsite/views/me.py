"""The member's dashboard: profile, publications, news and teams. ``edit.py`` has the pages to edit them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
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
from labsite.views.authors import contributions
from labsite.views.edit_view import submit_or_publish, unfinished_proposal
from labsite.views.guards import for_members, for_proposers
from labsite.views.live_blocks import filled
from labsite.views.shared_rows import shared_with
from moderation.forms.edit_form import EditForm
from moderation.forms.spec import Editor
from moderation.models import EditConflict, InvalidSubmission, Proposal
from news.models import NewsItem
from pages.rendering import render as render_page
from people.completeness import checklist
from people.invitations import waiting_accounts
from people.models import Person
from projects.models import Project
from publications import author_claims
from publications.models import Authorship, Contribution, Editorship, Publication
from recruiting.applications.permissions import can_review_applications
from recruiting.models import Notice

MAX_LISTED = 30
MAX_PROJECTS = 200
#: Characters of Markdown that are rendered as a preview.
MAX_PREVIEWED = 20_000


@require_safe
@login_required
def me(request):
    """Show the member's dashboard; redirect accounts without one to /desk/ or the home page."""
    if not request.user.has_perm("moderation.add_proposal"):
        if waiting_accounts().filter(pk=request.user.pk).exists():
            messages.info(
                request, _("You are signed in. Your account is waiting for the lab to add you as a member.")
            )
        return redirect("home")
    if getattr(request.user, "person", None) is None:
        return redirect("desk" if request.user.has_perm("moderation.review_proposal") else "home")
    return _dashboard(request)


@for_members
def _dashboard(request):
    proposals = Proposal.objects.by(request.user).for_list().latest_first()
    submitted = proposals.about(editors.PROFILE, request.person).pending().first()
    points = checklist(request.person, submitted.content if submitted else None)
    teams = led_by(request.person)
    return render(
        request,
        "labsite/me.html",
        {
            "person": request.person,
            "missing": [point for point in points if not (point.is_done or point.is_submitted)],
            "submitted": [point for point in points if point.is_submitted],
            "is_direct": publishes_directly(request.user, Person),
            "unfinished": list(proposals.unfinished()[:MAX_LISTED]),
            "decided": list(proposals.finished()[:10]),
            "shared": shared_with(request.person),
            "teams": teams,
            "notices": Notice.objects.of_teams(teams).order_by("-opens", "-pk")[:10],
            "suggestions": author_claims.unclaimed_authorships(request.person)[:MAX_LISTED],
            "reviews_applications": can_review_applications(request.user),
        },
    )


@require_POST
@for_members
def confirm_profile(request):
    """Record that the member confirmed their profile as up to date today."""
    Person.objects.filter(pk=request.person.pk).update(confirmed=timezone.localdate())
    messages.success(request, _("Thank you. Your profile is confirmed as up to date."))
    return redirect("me")


@require_safe
@for_members
def my_news(request):
    """List the news that the user may edit: what is about them, or all for those who may change any."""
    news = editable_by(request.user, NewsItem).newest_first()
    return render(
        request,
        "labsite/my_news.html",
        {"news": news[:MAX_LISTED], "unfinished": _unfinished(request.user, editors.NEWS)},
    )


@require_safe
@for_proposers
def my_projects(request):
    """List the projects that the user may edit: their own, or all for those who may change any."""
    projects = editable_by(request.user, Project).in_order()
    return render(
        request,
        "labsite/my_projects.html",
        {"projects": projects[:MAX_PROJECTS], "unfinished": _unfinished(request.user, editors.PROJECT)},
    )


@require_POST
@for_proposers
def markdown_preview(request):
    """Return a Markdown text as HTML, rendered as on the public pages."""
    text = request.POST.get("text", "")
    if len(text) > MAX_PREVIEWED:
        raise Http404
    if request.POST.get("dialect") == "page":
        return HttpResponse("".join(part.html for part in filled(render_page(text))))
    return HttpResponse(markdown.render(text))


# ---- publications and authorship --------------------------------------------------------------


@require_safe
@for_members
def my_publications(request):
    publications = Publication.objects.by_author(request.person).newest_first().select_related("venue")
    return render(
        request,
        "labsite/my_publications.html",
        {
            "publications": publications,
            "suggestions": author_claims.unclaimed_authorships(request.person)[:MAX_LISTED],
            "unfinished": _unfinished(request.user, editors.PUBLICATION),
        },
    )


def _unfinished(user, editor: Editor) -> list[Proposal]:
    """Return the user's drafts and submissions of this editor that have not been published."""
    proposals = Proposal.objects.by(user).unfinished().filter(editor_key=editor.key)
    return list(proposals.for_list().latest_first()[:MAX_LISTED])


@require_POST
@for_members
def claim(request, pk):
    """Link a suggested author to this member: the button "This is me"."""
    return _submit_author(request, _suggested_authorship(request, pk), request.person)


@require_POST
@for_members
def decline_claim(request, pk):
    """Do not suggest this publication again: the button "Not me" of a suggestion."""
    author_claims.disclaim(request.person, _suggested_authorship(request, pk).publication)
    messages.success(request, _("Thank you. We won’t suggest this publication again."))
    return redirect("my-publications")


@require_POST
@for_members
def disclaim(request, slug):
    """Unlink this member from the author or editor: the button "Not me" of a publication."""
    own = {"publication__slug": slug, "person": request.person}
    authorship = Authorship.objects.filter(**own).first() or get_object_or_404(Editorship, **own)
    author_claims.disclaim(request.person, authorship.publication)
    return _submit_author(request, authorship, None)


def _suggested_authorship(request, pk: int) -> Contribution:
    """Return an author or editor, as the posted ``role`` says, that is suggested to the member, or 404."""
    model = contributions(request.POST).model
    for suggestion in author_claims.unclaimed_authorships(request.person):
        if suggestion.pk == pk and isinstance(suggestion, model):
            return suggestion
    raise Http404


def _submit_author(request, authorship: Contribution, person: Person | None):
    """Submit or publish a proposal that links an author or editor to a person, or to nobody."""
    editor, publication = editors.PUBLICATION, authorship.publication
    if unfinished_proposal(request.user, editor, publication):
        return _refuse_second_proposal(request)
    snapshot = EditForm(editor, publication).published_snapshot
    for row in snapshot["rows"][f"{authorship.role}ships"]:
        if row["id"] == str(authorship.pk):
            row["values"]["person"] = [person.slug] if person else []
    proposal = Proposal(editor_key=editor.key, object_id=publication.pk, author=request.user)
    try:
        proposal.save_draft(snapshot)
    except IntegrityError:  # another request has just begun one, such as by a second click
        return _refuse_second_proposal(request)
    try:
        submit_or_publish(request, proposal)
    except (InvalidSubmission, InvalidState, EditConflict):
        # The publication was invalid before; the form shows the errors.
        messages.error(request, _("This publication has errors. Please fix them first."))
        return redirect("proposal-edit", proposal.pk)
    return redirect("my-publications")


def _refuse_second_proposal(request):
    text = _("You already have an unfinished change to this publication. Finish that change first.")
    messages.error(request, text)
    return redirect("my-publications")
