"""The form in which notices are written."""

from django import forms

from moderation.forms import FormMeta, RowForm
from people.forms import LongText
from recruiting.models import Notice, Position


class NoticeForm(forms.ModelForm):
    """A notice; once it is approved it is published, from its opening day on."""

    class Meta(FormMeta):
        model = Notice
        fields = [
            "title",
            "title_zh",
            "team",
            "body",
            "body_zh",
            "starting",
            "starting_zh",
            "opens",
            "closes",
            "contact_email",
            "url",
        ]
        widgets = {
            "body": LongText(8),
            "body_zh": LongText(8),
            "opens": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "closes": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }

    def save(self, commit=True):
        self.instance.is_published = True
        return super().save(commit)


class PositionForm(RowForm):
    class Meta(FormMeta):
        model = Position
        fields = ["kind", "openings"]
