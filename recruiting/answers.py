"""The notice's own questions as an application keeps them, with what was answered, in both languages."""

from dataclasses import asdict, dataclass

from labsite.lib.languages import LocalText, local


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


def add_languages(applications, questions) -> None:
    """Gives stored answers both languages of the question, where the notice still asks it so."""
    known = {}
    for notice, text, text_zh in questions.values_list("notice", "text", "text_zh"):
        known[notice, text] = known[notice, text_zh or text] = {"text": text, "text_zh": text_zh}
    for row in applications.exclude(answers=[]).only("notice", "answers").iterator():
        answers = [one | known.get((row.notice_id, one["text"]), {}) for one in row.answers]
        if answers != row.answers:
            applications.filter(pk=row.pk).update(answers=answers)


def remove_languages(applications) -> None:
    """Takes that back: each question in the language that it was answered in, and no other."""
    for row in applications.exclude(answers=[]).only("language", "answers").iterator():
        is_chinese = row.language.startswith("zh")
        answers = [
            {
                "text": (is_chinese and one.get("text_zh")) or one["text"],
                "kind": one["kind"],
                "answer": one["answer"],
            }
            for one in row.answers
        ]
        applications.filter(pk=row.pk).update(answers=answers)
