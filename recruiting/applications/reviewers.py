"""The page on which the PI chooses the members who may read the applications to an opening."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit
from core.primary_keys import as_key
from people.models import Person, find_by_slug
from recruiting.applications.permissions import decider_required
from recruiting.models import Notice, NoticeReviewer


class ReviewerForm(forms.Form):
    """Choice of a current member with an account who is not a reviewer of the opening yet."""

    person = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("Member"))

    def __init__(self, notice: Notice, *args, **options):
        super().__init__(*args, **options)
        members = Person.objects.current(timezone.localdate()).filter(user__is_active=True)
        candidates = members.exclude(user__reviewed_notices__notice=notice)
        self.fields["person"].queryset = candidates.by_name()


@decider_required
def notice_reviewers(request, slug):
    """List the reviewers of an opening; add one, or remove one."""
    notice = find_by_slug(Notice.objects.all(), slug)
    if "remove" in request.POST:
        rows = NoticeReviewer.objects.filter(notice=notice, pk=as_key(request.POST["remove"]))
        for row in rows.select_related("user"):
            _record(request, row.user, notice, "removed")
            row.delete()
        messages.success(request, _("Reviewer removed. They can no longer read these applications."))
        return redirect("notice-reviewers", notice.slug)
    form = ReviewerForm(notice, request.POST or None)
    if form.is_valid():
        user = form.cleaned_data["person"].user
        if NoticeReviewer.objects.get_or_create(notice=notice, user=user)[1]:
            _record(request, user, notice, "added")
        messages.success(request, _("Reviewer added. They can read the applications to this opening only."))
        return redirect("notice-reviewers", notice.slug)
    rows = notice.reviewers.select_related("user__person").order_by("since")
    return render(request, "recruiting/reviewers.html", {"notice": notice, "form": form, "rows": rows})


def _record(request, user, notice: Notice, change: str) -> None:
    details = {"reviewer": change, "opening": notice.title}
    audit.record(audit.Event.PERMISSIONS_CHANGED, request=request, target=user, details=details)
