"""The notice's own questions as an application keeps them, with what was answered, in both languages."""

from dataclasses import asdict, dataclass

from core.languages import LocalText, local


@dataclass(frozen=True)
class Answer:
    """One question and the answer to it, as they read then.

    ``answer`` is what somebody has typed, or, of a choice, its English line, whatever language it was made
    in: so answers in two languages compare. Nothing has to be there in Chinese.
    """

    text: str
    kind: str
    answer: str
    text_zh: str = ""
    answer_zh: str = ""

    def stored(self) -> dict[str, str]:
        return asdict(self)

    @property
    def question(self) -> LocalText:
        """The question in the language of the page."""
        return local(self, "text") if self.text_zh else LocalText(self.text)

    @property
    def given(self) -> LocalText:
        """The answer, a choice in the language of the page."""
        return local(self, "answer") if self.answer_zh else LocalText(self.answer)
