"""The library of uploads: pictures and PDFs for the texts of the site."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.atomic_storage import CANNOT_STORE, StorageUnavailable
from core.guards import permission_required
from core.paging import paged
from labsite.upload_uses import uses, uses_of
from pages.forms import UploadForm
from pages.models import Upload

PER_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("pages.add_upload")
def files(request):
    """List the uploads, latest first, with where each is used, and take another one."""
    form, status = UploadForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        try:
            if form.is_valid():
                form.save()
                messages.success(request, _("File uploaded. Copy its Markdown into a text."))
                return redirect("desk-files")
            status = 422
        except StorageUnavailable:
            messages.error(request, CANNOT_STORE)
            status = 503
    page, by_name = paged(request, Upload.objects.all(), PER_PAGE), uses()
    for upload in page.rows:
        upload.uses = uses_of(upload, by_name)
    context = {"form": form, "page": page, "notes": list(filter(None, [page.note]))}
    return render(request, "labsite/files.html", context, status=status)


@require_POST
@permission_required("pages.delete_upload")
def delete_file(request, pk):
    """Delete an upload that nothing uses. The job ``delete_unused_files`` deletes its files later."""
    upload = get_object_or_404(Upload, pk=pk)
    if users := uses_of(upload, uses()):
        names = ", ".join(f"“{user}”" for user in users)
        text = _("This file is used in %(names)s. Remove it there first. Nothing was deleted.")
        messages.error(request, text % {"names": names})
    else:
        upload.delete()
        messages.success(request, _("File deleted."))
    return redirect("desk-files")
