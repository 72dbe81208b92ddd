"""The form in which notices are written."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.forms.base import FormMeta, RowForm
from people.forms import MarkdownTextarea
from people.models import Person
from recruiting.models import Notice, Position, Question
from recruiting.models.deadline import zone_name


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
            "to_send",
            "to_send_zh",
            "starting",
            "starting_zh",
            "opens",
            "closes",
            "closes_at",
            "is_remote",
            "remote_from",
            "contact",
            "contact_email",
            "url",
        ]
        widgets = {
            "body": MarkdownTextarea(8),
            "body_zh": MarkdownTextarea(8),
            "to_send": MarkdownTextarea(4),
            "to_send_zh": MarkdownTextarea(4),
            "opens": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "closes": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "closes_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
        }
        help_texts = {
            "opens": _("A later day schedules it: it shows by itself from then on."),
            "closes": _("The last day. Empty means until filled."),
            "contact_email": _("Empty means what the contact person shows on their page."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Whoever is the contact already stays one, with or without a page.
        known = Q(pk__in=Person.objects.public().values("pk")) | Q(pk=self.instance.contact_id)
        self.fields["contact"].queryset = Person.objects.filter(known).order_by("name")
        zone = zone_name(timezone.now())
        text = _("By the clock of the lab (%(zone)s). Empty means at the end of the day.")
        self.fields["closes_at"].help_text = text % {"zone": zone}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_remote") and not cleaned.get("remote_from"):
            self.add_error("remote_from", _("Say from which countries one can work."))
        opens, closed_on = cleaned.get("opens"), self.instance.closed_on
        if opens and closed_on and closed_on < opens:
            self.add_error("opens", _("It was closed before that day. Open it again first."))
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        moved = not self.instance.pk or {"closes", "closes_at"} & set(self.changed_data)
        if moved and not self.errors and self.instance.ends and self.instance.ends <= timezone.now():
            self.add_error("closes", _("That is over already, so nobody could apply."))

    def save(self, commit=True):
        self.instance.is_published = True
        return super().save(commit)


class PositionForm(RowForm):
    class Meta(FormMeta):
        model = Position
        fields = ["kind", "openings"]


class QuestionForm(RowForm):
    """A question of the notice's own for those who apply."""

    class Meta(FormMeta):
        model = Question
        fields = ["text", "text_zh", "kind", "choices", "choices_zh", "required"]
        widgets = {"choices": forms.Textarea({"rows": 3}), "choices_zh": forms.Textarea({"rows": 3})}
