"""Which members the PI lets read the applications for a notice."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.primary_keys import as_key
from people.models import Person, find_by_slug
from recruiting.applications.permissions import for_deciders
from recruiting.models import Notice, NoticeReviewer


class ReviewerForm(forms.Form):
    """One of the members who have an account and do not read the applications yet."""

    person = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("Member"))

    def __init__(self, notice: Notice, *args, **options):
        super().__init__(*args, **options)
        people = Person.objects.current(timezone.localdate()).filter(user__is_active=True)
        self.fields["person"].queryset = people.exclude(user__reviewed_notices__notice=notice).order_by(
            "name"
        )


@for_deciders
def notice_reviewers(request, slug):
    """Who reads the applications for a notice; adding and removing one."""
    notice = find_by_slug(Notice.objects.all(), slug)
    if "remove" in request.POST:
        NoticeReviewer.objects.filter(notice=notice, pk=as_key(request.POST["remove"])).delete()
        messages.success(request, _("Removed: they do not see these applications any more."))
        return redirect("notice-reviewers", notice.slug)
    form = ReviewerForm(notice, request.POST or None)
    if form.is_valid():
        user = form.cleaned_data["person"].user
        NoticeReviewer.objects.get_or_create(notice=notice, user=user)
        messages.success(request, _("Added: they see the applications for this notice, and no others."))
        return redirect("notice-reviewers", notice.slug)
    rows = notice.reviewers.select_related("user__person").order_by("since")
    return render(request, "recruiting/reviewers.html", {"notice": notice, "form": form, "rows": rows})
