"""The page where an admin erases a former member for good."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.exceptions import InvalidState
from labsite.views.guards import permission_required
from labsite.views.members import get_person
from people import erasure
from people.member_forms import ErasureForm


@permission_required("people.delete_person")
@reauthentication_required(app="allauth.account")
def erase(request, slug):
    """Show what erasing a former member deletes and keeps; erase them when their name is entered."""
    person, today = get_person(slug), timezone.localdate()
    if problem := erasure.reason_not_allowed(person, request.user, today):
        messages.error(request, problem)
        return redirect("desk-member", person.slug)
    form = ErasureForm(request.POST or None, person=person)
    if form.is_valid():
        try:
            erasure.erase(person, request.user, today, request)
        except InvalidState as error:
            messages.error(request, str(error))
            return redirect("desk-member", slug)
        messages.success(
            request,
            _(
                "The former member has been erased. Existing backups still contain the data; "
                "delete them when you no longer need them."
            ),
        )
        return redirect("desk-members")
    context = {"person": person, "form": form, "preview": erasure.preview(person)}
    return render(request, "labsite/erase.html", context)
