"""Answers to an opening's own questions, as an application stores them."""

from dataclasses import asdict, dataclass

from core.languages import LocalText, local


@dataclass(frozen=True)
class Answer:
    """A question and the answer to it, with the wording of the day on which it was answered.

    ``answer`` is the text that the applicant typed. For a choice it is the English option, whatever the
    language of the form, so that answers given in different languages can be compared. The Chinese
    fields may be empty.
    """

    text: str
    kind: str
    answer: str
    text_zh: str = ""
    answer_zh: str = ""

    def stored(self) -> dict[str, str]:
        """Return the answer as an item of ``Application.answers``."""
        return asdict(self)

    @property
    def question(self) -> LocalText:
        """The question in the language of the page."""
        return local(self, "text") if self.text_zh else LocalText(self.text)

    @property
    def local_answer(self) -> LocalText:
        """The answer; a chosen option is in the language of the page."""
        return local(self, "answer") if self.answer_zh else LocalText(self.answer)
