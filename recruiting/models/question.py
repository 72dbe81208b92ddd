"""What a notice asks besides what every application form asks."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recruiting.models.notice import Notice


class QuestionKind(models.TextChoices):
    SHORT = "short", _("Short text")
    LONG = "long", _("Long text")
    CHOICE = "choice", _("Choice")
    LINK = "link", pgettext_lazy("question", "Link")


class Question(models.Model):
    """A question of a notice's own. An application keeps the question as it read when it was answered."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="questions", verbose_name=_("notice"))
    position = models.PositiveSmallIntegerField(_("place in the form"), default=0)
    kind = models.CharField(
        _("kind of answer"), max_length=6, choices=QuestionKind, default=QuestionKind.SHORT
    )
    text = models.CharField(_("question"), max_length=300)
    text_zh = models.CharField(_("question (Chinese)"), max_length=300, blank=True)
    choices = models.TextField(
        _("choices"), max_length=2000, blank=True, help_text=_("One on each line; only for a choice.")
    )
    required = models.BooleanField(_("must be answered"), default=False)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=QuestionKind.CHOICE) | ~models.Q(choices=""),
                name="choice_has_choices",
                violation_error_message=_("Say what one can choose from, one on each line."),
            )
        ]

    def __str__(self):
        return self.text

    @property
    def choice_list(self) -> list[str]:
        lines = (line.strip() for line in self.choices.splitlines())
        return list(dict.fromkeys(line for line in lines if line))
