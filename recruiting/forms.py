"""Forms for writing openings."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.forms.base import FormMeta, RowForm
from people.forms import MarkdownTextarea
from people.models import Person, Team
from projects.models import Project
from recruiting.models import Notice, Position, Question
from recruiting.models.deadline import closing_time, time_zone_label


class NoticeForm(forms.ModelForm):
    """An opening. Saving it publishes it, from its opening day on."""

    class Meta(FormMeta):
        model = Notice
        fields = [
            "title",
            "title_zh",
            "team",
            "project",
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
            "opens": _("Choose a future date to schedule publication."),
            "closes": _("The last day for applications. Leave empty to keep the opening open until filled."),
            "contact_email": _("Leave empty to use the public address of the contact person."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The current ones stay available even without a public page.
        available = Q(pk__in=Person.objects.public().values("pk")) | Q(pk=self.instance.contact_id)
        self.fields["contact"].queryset = Person.objects.filter(available).by_name()
        available = Q(pk__in=Project.objects.public().values("pk")) | Q(pk=self.instance.project_id)
        self.fields["project"].queryset = Project.objects.filter(available).in_order()
        zone = time_zone_label(timezone.now())
        text = _("In the lab’s time zone (%(zone)s). Leave empty to close at the end of the day.")
        self.fields["closes_at"].help_text = text % {"zone": zone}

    def limit_choices(self, user) -> None:
        """Offer only teams that the user may read about, and the current one."""
        if not user.has_perm("people.change_team"):
            readable = Team.objects.visible_to(user) | Team.objects.filter(pk=self.instance.team_id)
            self.fields["team"].queryset = readable

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_remote") and not cleaned.get("remote_from"):
            self.add_error("remote_from", _("Enter the countries from which people can work."))
        opens, closed_on = cleaned.get("opens"), self.instance.closed_on
        if opens and closed_on and closed_on < opens:
            self.add_error("opens", _("This opening was closed before that day. Reopen it first."))
        is_deadline_new = not self.instance.pk or {"closes", "closes_at"} & set(self.changed_data)
        if is_deadline_new and not self.errors and cleaned.get("closes"):
            ends = closing_time(cleaned["closes"], cleaned.get("closes_at"), closed_on)
            if ends <= timezone.now():
                self.add_error("closes", _("This deadline has already passed, so nobody could apply."))
        return cleaned

    def save(self, commit=True):
        self.instance.is_published = True
        return super().save(commit)


class PositionForm(RowForm):
    """A kind of position that the opening offers."""

    class Meta(FormMeta):
        model = Position
        fields = ["kind", "openings"]


class QuestionForm(RowForm):
    """A question that the opening asks in addition to the standard form."""

    class Meta(FormMeta):
        model = Question
        fields = ["text", "text_zh", "kind", "choices", "choices_zh", "required"]
        widgets = {"choices": forms.Textarea({"rows": 3}), "choices_zh": forms.Textarea({"rows": 3})}
