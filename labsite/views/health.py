"""Pages that list problems of the lab's data, and of the server."""

from django.contrib import messages
from django.core.checks import CheckMessage
from django.core.checks.messages import ERROR
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import doctor
from labsite.data_health import sections_for
from labsite.link_checks.models import LinkCheck
from labsite.views.guards import for_reviewers, permission_required

for_admins = permission_required("core.view_jobrun")


@require_safe
@for_reviewers
def data_health(request):
    """List incomplete, doubtful or broken data, with the pages to fix it on."""
    sections = sections_for(request.user)
    context = {"sections": [section for section in sections if section.count], "checked": len(sections)}
    return render(request, "labsite/data_health.html", context)


@require_POST
@for_reviewers
def accept_link(request, pk):
    """Accept a broken link until it works again."""
    link = get_object_or_404(LinkCheck, pk=pk)
    link.is_accepted = True
    link.save(update_fields=["is_accepted"])
    messages.success(request, _("The link is no longer reported: %(url)s") % {"url": link.url})
    return redirect("desk-health")


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def server_health(request):
    """Run the checks of ``manage.py doctor`` on request, since some of them wait for other servers."""
    outcomes = [outcome_of(check) for check in doctor.checks()] if request.method == "POST" else []
    return render(request, "labsite/server_health.html", {"outcomes": outcomes})


def outcome_of(check: doctor.NamedCheck) -> tuple[str, str, list[CheckMessage]]:
    """Run a check, and return its name, "ok", "warning" or "error", and its problems."""
    problems = check.problems()
    level = max((problem.level for problem in problems), default=0)
    return check.name, "error" if level >= ERROR else "warning" if problems else "ok", problems
