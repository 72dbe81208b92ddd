"""Photos, papers and other files of public objects.

A web server in front may serve MEDIA_ROOT instead, unless the files are in an object store.
"""

import errno
import posixpath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import serve

from core.private_files import INLINE_TYPES
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
        if default_storage.is_folder:
            response = serve(request, path, document_root=settings.MEDIA_ROOT)
        else:
            response = _from_object_store(path)
    except (SuspiciousFileOperation, FileNotFoundError):
        raise Http404 from None
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise Http404 from None
    response.headers["Cache-Control"] = cache_control
    return response


def _from_object_store(name):
    """Stream a file. The middleware for conditional requests needs the two headers about its version."""
    file = default_storage.open(name)
    response = FileResponse(file, content_type=INLINE_TYPES[posixpath.splitext(name)[1].lower()])
    response.headers["Content-Length"] = file.size
    response.headers["ETag"] = file.etag
    response.headers["Last-Modified"] = http_date(file.modified.timestamp())
    return response


@require_safe
def publication_pdf(request, slug):
    """Serve the PDF of a publication below the address of its page, where Google Scholar looks for it."""
    row = find_by_slug(Publication.objects.public().exclude(pdf="").only("slug", "pdf"), slug)
    if row.slug != slug:
        return redirect("publication-pdf", row.slug, permanent=True)
    return media(request, row.pdf.name)
