"""Pages that are not read by people: robots.txt, the health check, uploaded files."""

import errno
import logging
import posixpath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db import DatabaseError, connection
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils._os import safe_join
from django.views.decorators.http import require_safe
from django.views.static import serve

from core.http import absolute

logger = logging.getLogger(__name__)

#: What of the uploads is given out, and for how long it may be kept: the name of a picture is a
#: digest of its content, so it never changes; a PDF may be replaced under its name.
SERVED = {".webp": "public, max-age=31536000, immutable", ".pdf": "public, max-age=3600"}


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        *(
            f"Disallow: {prefix}{path}"
            for prefix in ("", "/zh-hans")
            for path in ("/admin/", "/accounts/", "/me/", "/desk/", "/search/")
        ),
        "Disallow: /theme/",
        f"Sitemap: {absolute(request, reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def healthz(request):
    """200 while the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("The database does not answer.")
        return HttpResponse("database unavailable\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
def media(request, path):
    """An uploaded picture or PDF. A web server in front may serve MEDIA_ROOT instead."""
    lifetime = SERVED.get(posixpath.splitext(path)[1].lower())
    if lifetime is None or "\x00" in path:
        raise Http404
    try:
        safe_join(settings.MEDIA_ROOT, path)
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except SuspiciousFileOperation:
        raise Http404 from None
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise Http404 from None
    response.headers["Cache-Control"] = lifetime
    return response
