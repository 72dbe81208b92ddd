"""Applying: the form, and a draft of it that somebody goes on with."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from core.http import origin
from core.rate_limits import Limit, within_limit
from core.upload_limits import LimitedUploadHandler, is_far_too_large
from people.models import find_by_slug
from recruiting.applications import proof_of_work, retention, submission
from recruiting.applications.form_token import Seal
from recruiting.applications.forms import MAX_CV_BYTES, ApplicationForm
from recruiting.models import Draft, Notice

#: No cache between keeps the empty form, but the browser does: who goes back to it finds what was typed.
kept_by_browser = cache_control(private=True, no_cache=True)


def found_notice(slug: str) -> Notice:
    """Returns the notice that is out at this address, open or closed. Raises Http404."""
    return find_by_slug(Notice.objects.public(timezone.localdate()).for_list(), slug)


def _limited(view):
    """Drops files that are too large while they come in, before anything else reads the form.

    Who sends it has no more rights by a cookie than without, so there is nothing that another site could
    misuse, and a form is not lost because a cookie is. Where it comes from, the seal says.
    """

    @csrf_exempt
    def limited(request, *args, **kwargs):
        if is_far_too_large(request):
            return _far_too_large(request, *args, **kwargs)
        request.upload_limit = LimitedUploadHandler(request, MAX_CV_BYTES)
        request.upload_handlers = [request.upload_limit]
        return view(request, *args, **kwargs)

    return limited


def _far_too_large(request, slug):
    """An empty form: what was sent is so large that it is not even read."""
    notice = found_notice(slug)
    messages.error(request, _("That was far too large, so nothing of it was read. A CV has at most 10 MB."))
    return _page(request, notice, ApplicationForm(notice), Seal.new(notice, timezone.now()), 413)


@_limited
@kept_by_browser
def apply(request, slug):
    """The form of a notice; what comes back is kept, stored as a draft, or taken in."""
    notice, now = found_notice(slug), timezone.now()
    if request.method == "POST":
        return _Posted(request, notice, now).answer()
    if notice.slug != slug:
        return redirect("apply", notice.slug)
    if not notice.takes_applications(now):
        return redirect(notice)
    return _page(request, notice, ApplicationForm(notice), Seal.new(notice, now))


@never_cache
@require_safe
def resume_draft(request, token):
    """The form as it was left; of a notice that is closed by now, to read only."""
    draft = get_object_or_404(Draft.objects.by_token(token).select_related("notice"))
    notice, now = draft.notice, timezone.now()
    is_closed = not notice.takes_applications(now)
    if is_closed:
        messages.error(request, _("This notice is closed by now. What you typed is below."))
    form = ApplicationForm(notice, initial=draft.typed, draft=draft)
    return _page(request, notice, form, Seal.new(notice, now, draft), is_closed=is_closed)


@never_cache
@require_safe
def apply_sent(request, slug):
    """What to do next, after the form was sent."""
    return render(request, "recruiting/apply_sent.html", {"notice": found_notice(slug)})


def _page(request, notice, form, seal: Seal, status=200, **more):
    context = {"notice": notice, "form": form, "seal": seal, "proof_bits": settings.APPLY_PROOF_BITS, **more}
    response = render(request, "recruiting/apply.html", context, status=status)
    response.headers["Referrer-Policy"] = "same-origin"
    return response


class _Posted:
    """One form that has come in: what is wrong with it, and what is made of it."""

    def __init__(self, request, notice: Notice, now):
        self.request, self.notice, self.now = request, notice, now
        self.seal = Seal.read(request.POST.get("seal", ""), notice, now)
        self.draft = Draft.objects.filter(pk=self.seal.draft, notice=notice).first()
        self.earlier = submission.sent_before(self.seal) if self.seal.is_genuine else None
        dropped = request.upload_limit.dropped
        # To look into files takes time, so what comes too often is not looked into.
        self.is_within = self._within("post")
        files = request.FILES if self.is_within else None
        has_cv = self.earlier is not None
        self.form = ApplicationForm(
            notice, request.POST, files, draft=self.draft, dropped=dropped, has_cv=has_cv
        )

    def answer(self):
        if self.earlier and self.form.is_valid() and submission.says_the_same(self.earlier, self.form):
            return redirect("apply-sent", self.notice.slug)
        if self.request.POST.get("do") == "delete" and self.draft:
            return self.delete_draft()
        if not self.is_within:
            return self.too_often()
        if not self.notice.takes_applications(self.now):
            text = _("This notice is closed by now, so nothing was sent. What you typed is below.")
            return self.again(text, 409, keeps_file=False, is_closed=True)
        if self.request.POST.get("do") == "draft":
            return self.keep()
        return self.take()

    def delete_draft(self):
        """Deletes the draft with its file and its mail; nobody here has read it."""
        retention.forget_draft(self.draft)
        messages.success(self.request, _("Your draft is deleted."))
        return redirect(self.notice)

    def keep(self):
        """Stores a draft, whatever is still missing, and mails the link to it."""
        if problem := self._suspicion():
            return self.again(problem)
        errors = self.form.errors
        email = self.form.cleaned_data.get("email")
        if not email:
            kept = {name: text for name, text in errors.items() if name in ("email", "cv")}
            errors.clear()
            errors.update(kept)
            return self.again(status=422)
        if not self._within("draft"):
            return self.too_often()
        self._keep_file()
        arrival = self._arrival()
        draft = submission.keep_draft(self.notice, self.draft, self.request.POST, email, arrival)
        text = _("Your draft is kept. The link to it is on its way to %(email)s.") % {"email": email}
        messages.success(self.request, text)
        if "cv" in errors and ("cv" in self.request.FILES or "cv" in self.form.dropped):
            messages.warning(self.request, _("The CV could not be kept: %(why)s") % {"why": errors["cv"][0]})
        return redirect("resume-draft", draft.token)

    def take(self):
        """Takes the application in, or shows the form again."""
        if not self.form.is_valid() and not self.form.is_trapped:
            return self.again()
        if problem := self._suspicion():
            return self.again(problem)
        if not self._within("sent"):
            return self.too_often()
        try:
            submission.receive(self.notice, self.form, self.seal, self.draft, self._arrival())
        except submission.Closed as closed:
            return self.again(str(closed), 409, keeps_file=False, is_closed=True)
        except submission.ReadAlready as already:
            return self.again(str(already), 409)
        except submission.DraftGone as gone:
            self.draft, self.form.fields["cv"].widget.kept_name = None, ""
            self.form.add_error("cv", str(gone))
            return self.again(status=409, keeps_file=False)
        return redirect("apply-sent", self.notice.slug)

    def too_often(self):
        if not self.is_within and "cv" in self.request.FILES:
            self.form.errors.pop("cv", None)
            self.form.add_error("cv", _("The file was not looked at. Choose it once more."))
        return self.again(_("That was too often in a short time. Wait a little, then send it again."), 429)

    def again(self, problem: str = "", status: int = 422, keeps_file: bool = True, **more):
        """The form as it was sent, with what is wrong; its file is kept, so that nobody chooses it twice."""
        if problem:
            self.form.add_error(None, problem)
        if keeps_file and not self.form.is_trapped:
            self._keep_file()
        seal = self.seal if self.seal.is_genuine else Seal.new(self.notice, self.now)
        seal = seal.with_draft(self.draft) if self.draft else seal
        if seal.is_too_old(self.now):
            seal = seal.renewed(self.now)
        return _page(self.request, self.notice, self.form, seal, status, **more)

    def _suspicion(self) -> str:
        """Says what makes the form look as if a program had filled it in; "" where nothing does."""
        if self.form.is_trapped:
            return _("Leave the last field, “Leave this empty”, as it is, then send the form again.")
        if not self.seal.is_genuine or self.seal.is_too_old(self.now):
            return _("This form was open for very long. All is still there: send it again.")
        if self.seal.is_too_fresh(self.now):
            return _("That was very fast. Look at it once more, then send it again.")
        if not proof_of_work.holds(
            self.seal.form, self.request.POST.get("proof", ""), settings.APPLY_PROOF_BITS
        ):
            return _("Your browser has not done the sum that keeps programs away; it needs scripts for that.")
        return ""

    def _keep_file(self) -> None:
        self.form.is_valid()
        if file := self.form.cleaned_data.get("cv"):
            self.draft = submission.keep_file(self.notice, self.draft, file, self.now)
            self.form.fields["cv"].widget.kept_name = self.draft.cv_name

    def _arrival(self) -> submission.Arrival:
        return submission.Arrival(origin(self.request), get_language(), self.now)

    def _within(self, act: str) -> bool:
        return within_limit(self.request, f"apply-{act}", Limit(*settings.APPLY_LIMITS[act]))
