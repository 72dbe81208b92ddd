"""The lab's settings on the dashboard, with previews of another accent colour and of another look."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from core.colours import accent_css
from core.guards import permission_required
from core.http import next_url
from labsite.editors import LAB
from labsite.looks import CHANGE, TRIED_LOOK, tried_look
from labsite.views.edit_view import EditView
from moderation import revisions
from moderation.models import Proposal
from people.models import Lab, Look


@method_decorator(permission_required(CHANGE), name="dispatch")
class EditLab(EditView):
    """The edit form of the lab, which is created when the form is published for the first time."""

    editor = LAB
    back = "desk"
    title = gettext_lazy("The lab")

    def get_object(self):
        return Lab.objects.first()

    def get_proposal(self):
        """Return the user's unfinished proposal, also of a lab that does not exist yet."""
        key = self.instance and self.instance.pk
        proposals = Proposal.objects.by(self.request.user).unfinished()
        return proposals.filter(editor_key=LAB.key, object_id=key).first()


@require_safe
@permission_required(CHANGE)
def accent_preview(request, colour):
    """Return the style sheet of an accent colour that has not been published."""
    return HttpResponse(accent_css(f"#{colour}"), content_type="text/css; charset=utf-8")


@require_safe
@permission_required(CHANGE)
def try_look(request):
    """Show this user the site in the look ``?to=bold``, or in the lab's own again, and return to ``next``."""
    look = request.GET.get("to", "")
    if look in Look.values and look != Lab.load().look:
        request.session[TRIED_LOOK] = look
    else:
        request.session.pop(TRIED_LOOK, None)
    return redirect(next_url(request) or "home")


@require_POST
@permission_required(CHANGE)
def use_look(request):
    """Give the site the look that the user tries."""
    look, lab = tried_look(request), Lab.objects.first()
    if not look:
        raise Http404
    if lab is None:  # the settings are not saved yet
        return redirect(f"{reverse('desk-lab')}#part-appearance")
    with transaction.atomic():
        revisions.ensure_recorded(lab)
        with revisions.record(request.user):
            lab.look = look
            lab.save()
            revisions.add(lab)
    del request.session[TRIED_LOOK]
    messages.success(request, _("The site now has this look."))
    return redirect(next_url(request) or "home")
