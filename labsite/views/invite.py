"""The PI's pages for inviting people, resending an invitation and withdrawing it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import InvalidState
from core.http import next_query, next_url, origin, with_next
from core.primary_keys import as_key
from labsite.views.guards import permission_required
from labsite.views.members import MANAGE, get_person
from people import invitations
from people.invitation_forms import InviteForm, InviteListForm, InvitePageForm
from people.invitation_lines import Invitee
from people.models import Invitation
from recruiting.applications import hiring
from recruiting.models import Application, ApplicationState

INVITED_KEY = "invited"  # session key of the invitations (primary keys) whose links the next page shows


@permission_required(MANAGE)
def invite(request):
    """Invite one person or a pasted list; people who cannot be invited stay in the form."""
    data = request.POST or None
    is_list = "list" in request.POST
    application = _accepted_application(request)
    initial = (
        hiring.invitation_initial(application) if application else {"email": request.GET.get("email", "")}
    )
    single_form = InviteForm(None if is_list else data, prefix="one", initial=initial)
    list_form = InviteListForm(data if is_list else None, prefix="list")
    form = list_form if is_list else single_form
    new_invitations = _invite(request, form) if data else []
    if new_invitations and application and form is single_form:
        hiring.record_member(application, new_invitations[0].user.person)
    if new_invitations and form.is_valid():
        return _redirect_to_links(request, new_invitations)
    if new_invitations:
        list_form = list_form.with_remaining_lines()
    context = {
        "single_form": single_form,
        "list_form": list_form,
        "form": form,
        "new_invitations": _with_links(request, new_invitations),
        "application": application,
        "back": next_url(request) or reverse("desk-members"),
        "next_query": next_query(request),
    }
    return render(request, "labsite/invite.html", context)


def _accepted_application(request) -> Application | None:
    """Return the accepted application named by ``?application=``, if any, which fills in the form."""
    accepted = Application.objects.reviewable_by(request.user).filter(
        state=ApplicationState.ACCEPTED, person=None
    )
    return accepted.filter(pk=as_key(request.GET.get("application"))).select_related("notice").first()


def _invite(request, form) -> list[Invitation]:
    """Invite everybody in the form who can be invited, then email them all."""
    form.is_valid()
    now, new_invitations = timezone.now(), []
    options = {
        "language": form.cleaned_data.get("language") or get_language(),
        "is_public": form.cleaned_data.get("is_public", False),
    }
    for invitee, person in form.invitees if not form.errors.get("language") else []:
        try:
            new_invitations.append(invitations.invite(invitee, request.user, now, person=person, **options))
        except InvalidState as problem:
            form.reject(invitee, str(problem))
    invitations.send(new_invitations, origin(), now)
    return new_invitations


def _with_links(request, new_invitations) -> list[dict]:
    """Return the invitations with their persons, links and the state of their emails, for the template."""
    failed = invitations.with_failed_email(new_invitations)
    return [
        {
            "invitation": invitation,
            "person": invitation.user.person,
            "link": origin() + invitations.link_of(invitation),
            "has_failed": invitation.pk in failed,
        }
        for invitation in new_invitations
    ]


def _redirect_to_links(request, new_invitations):
    """Redirect to the page that shows the links, which it does only once."""
    request.session[INVITED_KEY] = [invitation.pk for invitation in new_invitations]
    return redirect(with_next(request, reverse("desk-invited")))


@permission_required(MANAGE)
@require_safe
def invited(request):
    """Show the links of the latest invitations once, so that the PI can also share them without email."""
    keys = request.session.pop(INVITED_KEY, [])
    rows = Invitation.objects.filter(pk__in=keys).select_related("user__person").order_by("pk")
    if not rows:
        return redirect("desk-members")
    context = {
        "new_invitations": _with_links(request, rows),
        "next": next_url(request),
        "next_query": next_query(request),
    }
    return render(request, "labsite/invited.html", context)


@permission_required(MANAGE)
def invite_page(request, slug):
    """Invite a person who already has a profile but no account."""
    person = get_person(slug)
    if person.user:
        messages.error(request, _("This person already has an account."))
        return redirect("desk-member", person.slug)
    form = InvitePageForm(request.POST or None, initial={"email": person.email})
    if form.is_valid():
        invitee = Invitee(person.name, form.cleaned_data["email"])
        now, language = timezone.now(), form.cleaned_data["language"]
        try:
            invitation = invitations.invite(invitee, request.user, now, person=person, language=language)
        except InvalidState as problem:
            form.add_error(None, str(problem))
        else:
            invitations.send([invitation], origin(), now)
            return _redirect_to_links(request, [invitation])
    return render(request, "labsite/invite_page.html", {"person": person, "form": form})


@permission_required(MANAGE)
@require_POST
def send_again(request, slug):
    """Email a new invitation link, which replaces the earlier one."""
    person, now = get_person(slug), timezone.now()
    try:
        renewed = [invitations.renew(person.user, request.user, now)] if person.user else []
    except InvalidState as problem:
        messages.error(request, str(problem))
        return redirect("desk-member", person.slug)
    invitations.send(renewed, origin(), now)
    return _redirect_to_links(request, renewed)


@permission_required(MANAGE)
def withdraw(request, slug):
    """Show what withdrawing the invitation deletes; withdraw it on POST."""
    person = get_person(slug)
    if person.user is None or not person.user.is_pending:
        messages.error(request, _("There is no pending invitation to withdraw."))
        return redirect("desk-member", person.slug)
    deletes_person = invitations.withdrawal_deletes_person(person)
    if request.method != "POST":
        return render(request, "labsite/withdraw.html", {"person": person, "deletes_person": deletes_person})
    try:
        invitations.withdraw(person.user, request.user)
    except InvalidState as problem:
        messages.error(request, str(problem))
        return redirect("desk-member", person.slug)
    messages.success(request, _("Invitation withdrawn."))
    return redirect("desk-members") if deletes_person else redirect("desk-member", person.slug)
