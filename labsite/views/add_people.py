"""Add many people from a pasted list, after a preview, with or without accounts."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext

from core.exceptions import InvalidState
from core.http import next_url, origin
from labsite.views.guards import permission_required
from labsite.views.members import MANAGE
from people import invitations, membership
from people.invitation_forms import AddListForm


@permission_required(MANAGE)
def add_people(request):
    """Show the people whom a pasted list names; add them on the second button. Lines with errors stay."""
    form, back = AddListForm(request.POST or None), next_url(request) or reverse("desk-members")
    if request.method != "POST":
        return render(request, "labsite/add_people.html", {"form": form, "back": back})
    is_valid = form.is_valid()
    if "save" in request.POST and form.invitees and not form.errors.get("language"):
        _add(request, form)
        if not form.remaining_lines:
            return redirect(back)
        form = form.with_remaining_lines()
        is_valid = form.is_valid()
    context = {"form": form, "invitees": form.invitees, "back": back}
    return render(request, "labsite/add_people.html", context, status=200 if is_valid else 422)


def _add(request, form: AddListForm) -> None:
    """Add everybody in the form who can be added; the lines of the others stay in the form."""
    now, is_public, added, new_invitations = timezone.now(), form.cleaned_data["is_public"], 0, []
    language = form.cleaned_data.get("language") or get_language()
    for invitee, person in form.invitees:
        try:
            if form.cleaned_data["invites"]:
                options = {"person": person, "language": language, "is_public": is_public}
                new_invitations.append(invitations.invite(invitee, request.user, now, **options))
            elif person is None:
                membership.add_member(invitee, request.user, is_public)
            added += person is None
        except InvalidState as problem:
            form.reject(invitee, str(problem))
    if new_invitations:
        invitations.send(new_invitations, origin(), now)
    if added:
        text = ngettext("%(number)d person added.", "%(number)d people added.", added)
        messages.success(request, text % {"number": added})
