"""A check of new passwords: the lab's own names are what a stranger tries first."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.search.normalization import fold
from people.models import Lab

#: Further words that anybody can guess on this site.
COMMON_WORDS = ["labsite", "laboratory", "research"]
#: Names shorter than this occur in good passwords by chance.
SHORTEST_NAME = 4
#: How many letters and digits a password needs besides such a word.
REST = 5


class LabNameValidator:
    """Refuse a password that is little more than a name of the lab; for ``AUTH_PASSWORD_VALIDATORS``."""

    def validate(self, password: str, user=None) -> None:
        text = _letters(password)
        lab = Lab.load()
        for word in [lab.name, lab.name_zh, lab.short_name, *COMMON_WORDS]:
            letters = _letters(word)
            if len(letters) >= SHORTEST_NAME and letters in text and len(text) - len(letters) < REST:
                message = _("Your password is too easy to guess: “%(word)s” with only a few more characters.")
                raise ValidationError(message, code="password_lab_name", params={"word": word})

    def get_help_text(self) -> str:
        return _(
            "Your password can’t be the lab’s name or a word such as “research” with a few more characters."
        )


def _letters(text: str) -> str:
    """Return the text as search compares it, with letters and digits only."""
    return "".join(character for character in fold(text) if character.isalnum())
