"""Inviting people, sending an invitation again, withdrawing it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import InvalidState
from core.http import origin
from core.primary_keys import as_key
from labsite.views.guards import needs
from labsite.views.members import MANAGE, person_at
from people import invitations
from people.invitation_lines import Invitee
from people.member_forms import InviteForm, InviteListForm, InvitePageForm
from people.models import Invitation
from recruiting.applications import hiring
from recruiting.models import Application, State

INVITED_KEY = "invited"  # in the session: whose links are to be shown, once


@needs(MANAGE)
def invite(request):
    """One person, or a pasted list. What cannot be done stays in the form; the rest is invited."""
    sent = request.POST or None
    is_list = "list" in request.POST
    application = _accepted(request)
    initial = hiring.invitee_of(application) if application else None
    one = InviteForm(None if is_list else sent, prefix="one", initial=initial)
    several = InviteListForm(sent if is_list else None, prefix="list")
    form = several if is_list else one
    made = _invite(request, form) if sent else []
    if made and application and form is one:
        hiring.connect(application, made[0].user.person)
    if made and form.is_valid():
        return _show_links(request, made)
    if made:
        several = several.with_left_over()
    context = {"one": one, "several": several, "form": form, "made": _with_links(request, made)}
    return render(request, "labsite/invite.html", {**context, "application": application})


def _accepted(request) -> Application | None:
    """Returns the accepted application that the invitation is for, if the address names one."""
    rows = Application.objects.reviewable_by(request.user).filter(state=State.ACCEPTED, person=None)
    return rows.filter(pk=as_key(request.GET.get("application"))).select_related("notice").first()


def _invite(request, form) -> list[Invitation]:
    """Invites those of the form who are ready, each by themselves, then mails all of them."""
    form.is_valid()
    now, made = timezone.now(), []
    choices = {"language": form.cleaned_data.get("language") or get_language()}
    choices["is_public"] = form.cleaned_data.get("is_public", False)
    for invitee, page in form.ready if not form.errors.get("language") else []:
        try:
            made.append(invitations.invite(invitee, request.user, now, page=page, **choices))
        except InvalidState as problem:
            form.put_back(invitee, str(problem))
    invitations.send(made, origin(request), now)
    return made


def _with_links(request, made) -> list[dict]:
    """Returns what the page shows of new invitations."""
    return [
        {"invitation": row, "person": row.user.person, "link": origin(request) + invitations.link_of(row)}
        for row in made
    ]


def _show_links(request, made):
    """Leads to the page that shows the links, once."""
    request.session[INVITED_KEY] = [row.pk for row in made]
    return redirect("desk-invited")


@needs(MANAGE)
@require_safe
def invited(request):
    """The links of those who have just been invited, to be handed over in another way if need be."""
    fresh = request.session.pop(INVITED_KEY, [])
    rows = Invitation.objects.filter(pk__in=fresh).select_related("user__person").order_by("pk")
    if not rows:
        return redirect("desk-members")
    return render(request, "labsite/invited.html", {"made": _with_links(request, rows)})


@needs(MANAGE)
def invite_page(request, slug):
    """Gives somebody an account who has a page already."""
    person = person_at(slug)
    if person.user:
        messages.error(request, _("This page has an account already."))
        return redirect("desk-member", person.slug)
    form = InvitePageForm(request.POST or None, initial={"email": person.email})
    if form.is_valid():
        invitee = Invitee(person.name, form.cleaned_data["email"])
        now, language = timezone.now(), form.cleaned_data["language"]
        try:
            made = [invitations.invite(invitee, request.user, now, page=person, language=language)]
        except InvalidState as problem:
            form.add_error(None, str(problem))
        else:
            invitations.send(made, origin(request), now)
            return _show_links(request, made)
    return render(request, "labsite/invite_page.html", {"person": person, "form": form})


@needs(MANAGE)
@require_POST
def send_again(request, slug):
    """Sends a new link; the old one is dead."""
    person, now = person_at(slug), timezone.now()
    try:
        made = [invitations.renew(person.user, request.user, now)] if person.user else []
    except InvalidState as problem:
        messages.error(request, str(problem))
        return redirect("desk-member", person.slug)
    invitations.send(made, origin(request), now)
    return _show_links(request, made)


@needs(MANAGE)
def withdraw(request, slug):
    """Says what will be removed, then removes it."""
    person = person_at(slug)
    if person.user is None or not person.user.is_pending:
        messages.error(request, _("There is no invitation that could be withdrawn."))
        return redirect("desk-member", person.slug)
    goes_too = invitations.page_goes_too(person)
    if request.method != "POST":
        return render(request, "labsite/withdraw.html", {"person": person, "goes_too": goes_too})
    try:
        invitations.withdraw(person.user)
    except InvalidState as problem:
        messages.error(request, str(problem))
        return redirect("desk-member", person.slug)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("desk-members") if goes_too else redirect("desk-member", person.slug)
