"""Handling of a posted application form: submit it, save it as a draft, or show it again with its errors."""

import logging
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.db import OperationalError
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.http import origin
from core.lost_uploads import lost_uploads
from core.outages.faults import reason_to_give_back
from core.outbox import mail_server
from core.rate_limits import Limit, within_limit
from core.storages.site_storage import FILE_NOT_STORED, StorageUnavailable
from people.context import current_lab
from recruiting.applications import retention, submission
from recruiting.applications.form_token import FormToken
from recruiting.applications.forms import ApplicationForm
from recruiting.applications.proof_of_work import is_valid_proof
from recruiting.models import Draft, Notice

logger = logging.getLogger(__name__)


def build_form(request, notice: Notice, *args, months: int | None = None, **options) -> ApplicationForm:
    """Return the application form of an opening.

    ``months`` is the retention period in the consent, by default the one of the lab's settings.
    """
    months = months or current_lab(request).keeps_applications
    return ApplicationForm(notice, *args, retention_months=months, **options)


def render_form(request, notice: Notice, form: ApplicationForm, token: FormToken, status=200, **context):
    """Render the page with the application form, whose token carries the retention period that it names."""
    token = token.with_months(form.retention_months)
    context |= {"notice": notice, "form": form, "form_token": token, "proof_bits": settings.APPLY_PROOF_BITS}
    response = render(request, "recruiting/apply.html", context, status=status)
    response.headers["Referrer-Policy"] = "same-origin"
    return response


class PostedForm:
    """An application form that was posted. ``respond()`` handles it and returns the response.

    ``draft`` is the draft that the form continues, ``existing`` the application that it has already made.
    """

    def __init__(self, request, notice: Notice, now: datetime):
        self.request, self.notice, self.now = request, notice, now
        self.token = FormToken.parse(request.POST.get("form_token", ""), notice, now)
        self.draft = Draft.objects.filter(pk=self.token.draft_pk, notice=notice).first()
        self.existing = submission.existing_application(self.token) if self.token.is_genuine else None
        # Checking a file takes time, so files beyond the rate limit are not checked.
        self.is_within_limit = self._is_within_limit("post")
        self.form = build_form(
            request,
            notice,
            request.POST,
            request.FILES if self.is_within_limit else None,
            draft=self.draft,
            months=self.token.months,
            has_cv=self.existing is not None and self.existing.has_cv,
            oversized_files=request.upload_limit.dropped,
            lost_files=lost_uploads(request),
        )

    def respond(self):
        """Do what the pressed button says, and return the response."""
        try:
            return self._follow_button()
        except (StorageUnavailable, OperationalError) as error:
            if not (reason := reason_to_give_back(error)):
                raise
            return self._give_back(reason)

    def _follow_button(self):
        action = self.request.POST.get("do")
        if self.existing and self.form.is_valid() and submission.has_same_content(self.existing, self.form):
            return redirect("apply-sent", self.notice.slug)
        if action == "delete" and self.draft:
            return self._delete_draft()
        if not self.is_within_limit:
            return self._refuse_as_too_frequent()
        if not self.notice.takes_applications(self.now):
            self.form.errors.clear()  # correcting them would not help
            text = _("This opening has closed, so nothing was submitted. What you entered is below.")
            return self._show_again(text, 409, stores_cv=False, is_closed=True)
        if action == "draft":
            return self._save_draft()
        return self._submit()

    def _give_back(self, reason: str):
        """Return the form as it was submitted, because it cannot be stored at the moment."""
        logger.exception("An application cannot be stored.")
        self.draft = Draft.objects.filter(pk=self.token.draft_pk, notice=self.notice).first()
        has_cv = self.draft is not None and self.draft.has_cv
        self.form.fields["cv"].widget.stored_filename = self.draft.cv_name if has_cv else ""
        if "cv" in self.request.FILES:
            self.form.errors.pop("cv", None)
            self.form.add_error("cv", FILE_NOT_STORED)
        return self._show_again(reason, 503, stores_cv=False)

    def _delete_draft(self):
        retention.delete_draft(self.draft)
        messages.success(self.request, _("Draft deleted."))
        return redirect(self.notice)

    def _save_draft(self):
        """Save an incomplete form and email its link; only the address is required."""
        if problem := self._bot_suspicion():
            return self._show_again(problem)
        errors = self.form.errors
        email = self.form.cleaned_data.get("email")
        if not email:
            relevant = {name: text for name, text in errors.items() if name in ("email", "cv")}
            errors.clear()
            errors.update(relevant)
            return self._show_again(status=422)
        if not self._is_within_limit("draft"):
            return self._refuse_as_too_frequent()
        self._store_cv()
        draft = submission.save_draft(
            self.notice, self.draft, self.request.POST, email, self._submission_context()
        )
        text = _("Draft saved. We’re sending the link to %(email)s.") % {"email": email}
        if not mail_server.is_set_up():
            text = _(
                "Draft saved. This site can’t send email at the moment: "
                "keep the address of this page to continue."
            )
        messages.success(self.request, text)
        dropped = self.form.oversized_files | self.form.lost_files
        if "cv" in errors and ("cv" in self.request.FILES or "cv" in dropped):
            text = _("The CV could not be saved: %(why)s") % {"why": errors["cv"][0]}
            messages.warning(self.request, text)
        return redirect("resume-draft", draft.token)

    def _submit(self):
        if not self.form.is_valid() and not self.form.is_honeypot_filled:
            return self._show_again(status=503 if self.form.lost_files else 422)
        if problem := self._bot_suspicion():
            return self._show_again(problem)
        if not self._is_within_limit("sent"):
            return self._refuse_as_too_frequent()
        try:
            submission.submit(self.notice, self.form, self.token, self.draft, self._submission_context())
        except submission.NoticeClosed as error:
            return self._show_again(str(error), 409, stores_cv=False, is_closed=True)
        except submission.AlreadyConfirmed as error:
            return self._show_again(str(error), 409)
        except submission.DraftMissing as error:
            self.draft, self.form.fields["cv"].widget.stored_filename = None, ""
            self.form.add_error("cv", str(error))
            return self._show_again(status=409, stores_cv=False)
        return redirect("apply-sent", self.notice.slug)

    def _refuse_as_too_frequent(self):
        if not self.is_within_limit and "cv" in self.request.FILES:
            self.form.errors.pop("cv", None)
            self.form.add_error("cv", _("The file was not checked. Please choose it again."))
        return self._show_again(_("Too many attempts. Please wait a little, then submit again."), 429)

    def _show_again(self, problem: str = "", status: int = 422, stores_cv: bool = True, **context):
        """Return the form with its errors; its CV is stored, so that it need not be chosen again."""
        if problem:
            self.form.add_error(None, problem)
        if stores_cv and not self.form.is_honeypot_filled:
            self._store_cv()
        token = self.token if self.token.is_genuine else FormToken.issue(self.notice, self.now)
        token = token.with_draft(self.draft) if self.draft else token
        if token.is_expired(self.now):
            token = token.renewed(self.now)
        return render_form(self.request, self.notice, self.form, token, status, **context)

    def _bot_suspicion(self) -> str:
        """Return why the form may come from a bot, and what a person can do about it; "" if it does not."""
        if self.form.is_honeypot_filled:
            return _("Please clear the last field, “Leave this empty”, then submit the form again.")
        if not self.token.is_genuine or self.token.is_expired(self.now):
            return _("This form was open for a very long time. Nothing is lost: please submit it again.")
        if self.token.is_too_new(self.now):
            return _("You submitted the form very quickly. Please check your entries, then submit it again.")
        number, bits = self.request.POST.get("proof", ""), settings.APPLY_PROOF_BITS
        if not is_valid_proof(self.token.form_key, number, bits):
            return _(
                "Your browser has not completed the check against bots, which needs JavaScript. Please turn "
                "JavaScript on, then submit the form again."
            )
        return ""

    def _store_cv(self) -> None:
        self.form.is_valid()
        if file := self.form.cleaned_data.get("cv"):
            self.draft = submission.store_cv(self.notice, self.draft, file, self.now)
            self.form.fields["cv"].widget.stored_filename = self.draft.cv_name

    def _submission_context(self) -> submission.SubmissionContext:
        return submission.SubmissionContext(origin(), get_language(), self.now)

    def _is_within_limit(self, action: str) -> bool:
        return within_limit(self.request, f"apply-{action}", Limit(*settings.APPLY_LIMITS[action]))
