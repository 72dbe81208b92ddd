"""The lab's settings on the dashboard, and the style sheet that previews another accent colour."""

from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.colours import accent_css
from core.guards import permission_required
from labsite.editors import LAB
from labsite.views.edit import EditView
from moderation.models import Proposal
from people.models import Lab

CHANGE = "people.change_lab"


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
