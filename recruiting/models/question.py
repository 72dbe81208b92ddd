"""Questions that an opening asks in addition to the standard application form."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recruiting.models.notice import Notice


class QuestionKind(models.TextChoices):
    SHORT = "short", _("Short text")
    LONG = "long", _("Long text")
    CHOICE = "choice", _("Choice")
    LINK = "link", pgettext_lazy("question", "Link")


class Choice(NamedTuple):
    """An option of a choice question; ``text_zh`` may be empty."""

    text: str
    text_zh: str


class Question(models.Model):
    """A question of one opening. Applications store their own copy of its wording."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="questions", verbose_name=_("opening"))
    position = models.PositiveSmallIntegerField(_("place in the form"), default=0)
    kind = models.CharField(
        _("kind of answer"), max_length=6, choices=QuestionKind, default=QuestionKind.SHORT
    )
    text = models.CharField(_("question"), max_length=300)
    text_zh = models.CharField(_("question (Chinese)"), max_length=300, blank=True)
    choices = models.TextField(
        _("options"), max_length=2000, blank=True, help_text=_("For a choice only; one option per line.")
    )
    choices_zh = models.TextField(
        _("options (Chinese)"),
        max_length=2000,
        blank=True,
        help_text=_("The same options in Chinese, in the same order. Leave empty to show them in English."),
    )
    required = models.BooleanField(_("required"), default=False)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=QuestionKind.CHOICE) | ~models.Q(choices=""),
                name="choice_question_has_options",
                violation_error_message=_("Enter the options to choose from, one per line."),
            )
        ]

    def __str__(self):
        return self.text

    def clean(self):
        chinese = len(_lines(self.choices_zh))
        if chinese and chinese != (english := len(_lines(self.choices))):
            text = _("There are %(english)d options in English but %(chinese)d in Chinese.")
            raise ValidationError(
                {"choices_zh": ValidationError(text, params={"english": english, "chinese": chinese})}
            )

    @property
    def choice_list(self) -> list[Choice]:
        """The options in order, without duplicates."""
        english, chinese = _lines(self.choices), _lines(self.choices_zh)
        choices = map(Choice, english, chinese or [""] * len(english))
        return list({choice.text: choice for choice in choices}.values())


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
