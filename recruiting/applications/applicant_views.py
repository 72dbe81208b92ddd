"""Pages of applicants: the application form, a saved draft, and their own application."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.exceptions import InvalidState
from core.private_files import private_response
from core.upload_limits import LimitedUploadHandler, is_far_too_large
from people.models import find_by_slug
from recruiting.applications import emails, retention
from recruiting.applications.fields import MAX_CV_BYTES
from recruiting.applications.form_token import FormToken
from recruiting.applications.posted_form import PostedForm, build_form, render_form
from recruiting.models import Application, Draft, Notice

#: Shared caches do not store the form, but the browser does, so that its Back button restores what was typed.
cached_by_browser_only = cache_control(private=True, no_cache=True)


def public_notice(slug: str) -> Notice:
    """Return the published opening at this slug, open or closed. Raise Http404."""
    return find_by_slug(Notice.objects.public(timezone.localdate()).for_list(), slug)


# ---- applying -----------------------------------------------------------------------------------


def limited_uploads(view):
    """Drop files that are too large while they are uploaded, before anything else reads the request.

    ``csrf_exempt`` is safe here: the view relies on no cookie, so a request forged by another site gains
    nothing. A CSRF check would refuse applicants without cookies. The signed token identifies the form.
    """

    @csrf_exempt
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if is_far_too_large(request):
            return _refuse_as_too_large(request, *args, **kwargs)
        request.upload_limit = LimitedUploadHandler(request, MAX_CV_BYTES)
        request.upload_handlers = [request.upload_limit]
        return view(request, *args, **kwargs)

    return wrapper


def _refuse_as_too_large(request, slug):
    """Return an empty form: a request of that size is not read, so the entries are lost."""
    notice = public_notice(slug)
    text = _("Your submission was far too large, so it was not read. A CV can have at most 10 MB.")
    messages.error(request, text)
    token = FormToken.issue(notice, timezone.now())
    return render_form(request, notice, build_form(request, notice), token, 413)


@limited_uploads
@cached_by_browser_only
def apply(request, slug):
    """Show the application form of an opening, and handle it when it is posted."""
    notice, now = public_notice(slug), timezone.now()
    if request.method == "POST":
        return PostedForm(request, notice, now).respond()
    if notice.slug != slug:
        return redirect("apply", notice.slug)
    if not notice.takes_applications(now):
        return redirect(notice)
    return render_form(request, notice, build_form(request, notice), FormToken.issue(notice, now))


@never_cache
@require_safe
def resume_draft(request, token):
    """Show a saved draft; when the opening has closed, without the buttons."""
    draft = get_object_or_404(Draft.objects.by_token(token).select_related("notice"))
    notice, now = draft.notice, timezone.now()
    is_closed = not notice.takes_applications(now)
    if is_closed:
        messages.error(request, _("This opening has closed. What you entered is below."))
    form = build_form(request, notice, initial=draft.form_data, draft=draft)
    return render_form(request, notice, form, FormToken.issue(notice, now, draft), is_closed=is_closed)


@never_cache
@require_safe
def apply_sent(request, slug):
    """Explain that the application has to be confirmed by email."""
    return render(request, "recruiting/apply_sent.html", {"notice": public_notice(slug)})


# ---- the applicant's own application ------------------------------------------------------------


def find_application(token: str) -> Application:
    """Return the application of a private link. Raise Http404."""
    return get_object_or_404(Application.objects.by_token(token).select_related("notice"))


@csrf_exempt  # the secret URL is the credential, and in-app browsers of email programs may have no cookies
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_application(request, token):
    """Show an application to its applicant, who can confirm, withdraw and delete it.

    Only the buttons change anything, because email programs open links by themselves.
    """
    application, now = find_application(token), timezone.now()
    if request.method == "POST":
        action = request.POST.get("do")
        if action == "delete":
            return _delete(request, application, now)
        try:
            _confirm_or_withdraw(request, application, action, now)
        except InvalidState as error:
            messages.error(request, str(error))
        return redirect("my-application", token)
    response = render(request, "recruiting/my_application.html", {"application": application, "token": token})
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _confirm_or_withdraw(request, application: Application, action: str | None, now) -> None:
    if action == "confirm":
        application.confirm(now)
        messages.success(request, _("Thank you. Your application is complete."))
    elif action == "withdraw":
        application.withdraw(now)
        emails.enqueue_withdrawal(application, is_deleted=False, now=now)
        messages.success(request, _("Application withdrawn."))


def _delete(request, application: Application, now):
    retention.delete_for_applicant(application, now)
    messages.success(request, _("Your application and everything you sent with it have been deleted."))
    return redirect("recruiting")


@never_cache
@require_safe
def my_cv(request, token):
    """Send the applicant their own CV."""
    application = find_application(token)
    return private_response(application.open_cv, "cv.pdf")
