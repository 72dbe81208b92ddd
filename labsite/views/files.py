"""Uploads: the files themselves, the library at the dashboard, and each member's own."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.data_files import extension_of
from core.guards import permission_required
from core.images.fields import master_of
from core.languages import local
from core.paging import paged
from core.private_files import file_response
from core.rate_limits import count
from core.slugs import slug_from
from core.storages.site_storage import CANNOT_STORE, StorageUnavailable
from labsite.upload_uses import earlier_uses, is_public, names_of, readable, uses, uses_of
from labsite.views.guards import for_proposers
from pages.forms import UploadForm
from pages.models import Upload, UploadStorage, reads_members_pages

PER_PAGE = 30
#: Files that a member can upload in a day, so that nobody fills the disk.
MAX_PER_DAY = 100


@require_safe
def upload(request, path):
    """Serve an upload: to everybody if a public text uses it, otherwise only to members.

    Uploads on pages for members, in drafts, or in no text yet are not for visitors. ``path`` can also
    be that of a smaller file of a picture.
    """
    name = f"uploads/{path}"
    row = Upload.objects.named(master_of(name)).first() if "\0" not in path else None
    is_for_all = row is not None and is_public(row, timezone.localdate())
    if row is None or not (is_for_all or _may_read(request.user, row)):
        raise Http404
    title = slug_from(local(row, "alt").text)[:60]
    response = file_response(partial(UploadStorage().open, name), title + extension_of(name))
    # The text may be hidden again, so no proxy caches the file, and browsers only for a short time.
    response.headers["Cache-Control"] = "private, max-age=86400" if is_for_all else "private, no-store"
    return response


def _may_read(user, row: Upload) -> bool:
    """Return whether the user may read an upload that is not for everybody."""
    is_own = user.is_authenticated and row.uploader_id == user.pk
    return is_own or reads_members_pages(user)


# ---- the libraries ----------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("pages.change_upload")
def files(request):
    """List all uploads, latest first, with where each is used, and take another one."""
    return _library(
        request, Upload.objects.select_related("uploader__person"), "labsite/files.html", "desk-files"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_proposers
def my_files(request):
    """List the user's own uploads, and take another one for a text that the user may propose."""
    return _library(request, Upload.objects.by(request.user), "labsite/my_files.html", "my-files")


def _library(request, uploads, template: str, url_name: str):
    form, status = UploadForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, instance=Upload(uploader=request.user))
        if form.is_valid() and not _is_within_limit(request.user):
            form.add_error(
                "file", _("You have reached today’s limit for uploads. Please upload more files tomorrow.")
            )
        try:
            if form.is_valid():
                form.save()
                messages.success(request, _("File uploaded. Copy its Markdown into a text."))
                return redirect(url_name)
            status = 422
        except StorageUnavailable:
            messages.error(request, CANNOT_STORE)
            status = 503
    page, by_name = paged(request, uploads, PER_PAGE), uses()
    allowed = readable(request.user, by_name, timezone.localdate())
    for row in page.rows:
        row.uses = names_of(uses_of(row, by_name), allowed)
    earlier = earlier_uses([row for row in page.rows if not row.uses])
    for row in page.rows:
        row.earlier_uses = _names_for(request.user, earlier.get(row.pk, []))
    context = {"form": form, "page": page, "notes": list(filter(None, [page.note]))}
    return render(request, template, context, status=status)


def _names_for(user, names: list[str]) -> list[str]:
    """Return the names of texts in quotes, for those who may read the versions of all of them."""
    if names and not user.has_perm("moderation.review_proposal"):
        return [_("a text of the site")]
    return [f"“{name}”" for name in names]


def _is_within_limit(user) -> bool:
    """Count an upload of the user, and return whether it is within the limit.

    Those that the user has deleted count as well: their files stay on the disk for a day.
    """
    return user.has_perm("pages.change_upload") or count(f"uploads:{user.pk}", f"{MAX_PER_DAY}/d")


@require_POST
@permission_required("pages.delete_upload")
def delete_file(request, pk):
    """Delete an upload that at most earlier versions use. A job deletes its files later."""
    return _delete(request, get_object_or_404(Upload, pk=pk), "desk-files")


@require_POST
@for_proposers
def delete_my_file(request, pk):
    """Delete an upload of the user that nothing uses."""
    return _delete(request, get_object_or_404(Upload.objects.by(request.user), pk=pk), "my-files")


def _delete(request, row: Upload, url_name: str):
    by_name = uses()
    if users := uses_of(row, by_name):
        names = ", ".join(names_of(users, readable(request.user, by_name, timezone.localdate())))
        text = _("This file is used in %(names)s. Remove it there first. Nothing was deleted.")
        messages.error(request, text % {"names": names})
    else:
        earlier = _names_for(request.user, earlier_uses([row]).get(row.pk, []))
        row.delete()
        messages.success(request, _("File deleted."))
        if earlier:
            text = _("Earlier versions of %(names)s no longer have this file.")
            messages.info(request, text % {"names": ", ".join(earlier)})
    return redirect(url_name)
