"""Photos, papers and other files of public objects. A web server in front may serve MEDIA_ROOT instead."""

import errno
import posixpath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from django.views.static import serve

from people.models import find_by_slug
from publications.models import Publication

#: The file types that are served, with their Cache-Control. The name of a picture is a digest of its
#: content, so a picture never changes; a PDF may be replaced under the same name.
CACHE_CONTROL = {".webp": "public, max-age=31536000, immutable", ".pdf": "public, max-age=3600"}


@require_safe
def media(request, path):
    cache_control = CACHE_CONTROL.get(posixpath.splitext(path)[1].lower())
    if cache_control is None or "\x00" in path:
        raise Http404
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except SuspiciousFileOperation:
        raise Http404 from None
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise Http404 from None
    response.headers["Cache-Control"] = cache_control
    return response


@require_safe
def publication_pdf(request, slug):
    """Serve the PDF of a publication below the address of its page, where Google Scholar looks for it."""
    row = find_by_slug(Publication.objects.public().exclude(pdf="").only("slug", "pdf"), slug)
    if row.slug != slug:
        return redirect("publication-pdf", row.slug, permanent=True)
    return media(request, row.pdf.name)
