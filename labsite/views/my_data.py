"""The page where users download everything that the site holds about them."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import audit
from core.personal_data import DataSubject, declarations
from core.personal_data.archive import archive
from core.streaming import streamed_download
from people.personal_data import subject_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@reauthentication_required(app="allauth.account")
def my_data(request):
    """List what the download contains, and send it (POST) as a ZIP archive."""
    if request.method != "POST":
        contents = sorted(declarations(), key=lambda data: data.name)
        return render(request, "labsite/my_data.html", {"contents": contents})
    person = getattr(request.user, "person", None)
    subject = subject_of(person) if person else DataSubject(None, request.user)
    audit.record(audit.Event.DATA_DOWNLOADED, request=request)
    chunks = archive(subject, get_language(), timezone.now())
    response = streamed_download(chunks, "application/zip", "my-data.zip")
    response.headers["Content-Encoding"] = "identity"  # compressed already
    return response
