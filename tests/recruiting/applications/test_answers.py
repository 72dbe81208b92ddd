"""Questions of an opening in two languages, and answers that can be read and compared in either."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from recruiting.models import Application, Question
from tests import factories
from tests.editor_forms import new_row, send
from tests.recruiting.applications.applicant_steps import VALID_ENTRIES, form_token
from tests.recruiting.applications.applicant_steps import post_form as apply
from tests.recruiting.applications.test_exports import rows_of
from tests.views.reading import Page, text

pytestmark = pytest.mark.django_db
ADD = "/desk/notices/add/"


@pytest.fixture
def choice_question(notice):
    """A choice question with options in both languages."""
    return factories.question(
        notice,
        "Which one?",
        text_zh="哪一种？",
        kind="choice",
        choices="Steam\nDiesel",
        choices_zh="蒸汽\n柴油",
    )


def options(client, prefix=""):
    page = Page(client.get(prefix + reverse("apply", args=["engineers"])))
    (field,) = [select for select in page.all("select") if select.get("name", "").startswith("question-")]
    return {option.get("value"): text(option) for option in page.all("option", field)}


def apply_in_chinese(visitor, notice, **entries):
    data = {**VALID_ENTRIES, "form_token": form_token(notice), "cv": factories.cv(), "do": "send", **entries}
    return visitor.post("/zh-hans/recruiting/engineers/apply/", data)


# ---- asking -------------------------------------------------------------------------------------


def test_options_are_shown_in_the_page_language_with_the_same_values(visitor, choice_question):
    assert options(visitor) == {"": "—", "Steam": "Steam", "Diesel": "Diesel"}
    assert options(visitor, "/zh-hans") == {"": "—", "Steam": "蒸汽", "Diesel": "柴油"}


def test_options_without_chinese_are_shown_in_english(visitor, choice_question):
    Question.objects.update(choices_zh="")
    assert options(visitor, "/zh-hans") == options(visitor)


def test_notice_form_refuses_a_different_number_of_chinese_options(pi):
    question = {"text": "Which?", "kind": "choice", "choices": "Steam\n\nDiesel"}
    response = send(pi, ADD, title="Engineers", **new_row("questions", 0, **question, choices_zh="蒸汽"))
    assert response.status_code == 422
    assert "There are 2 options in English but 1 in Chinese." in Page(response).text
    again = Page(response).one("form[@data-editor]").get("action")
    send(pi, again, page=response, questions__0__choices_zh="蒸汽\n柴油")
    assert Question.objects.get().choice_list == [("Steam", "蒸汽"), ("Diesel", "柴油")]


def test_proposal_saved_without_chinese_options_can_still_be_published(pi, choice_question):
    send(pi, "/desk/notices/engineers/", "draft", title="Builders")
    proposal = pi.user.proposals.get()
    for content in (proposal.content, proposal.base):
        del content["rows"]["questions"][0]["values"]["choices_zh"]
    proposal.save()
    send(pi, reverse("proposal-edit", args=[proposal.pk]))
    choice_question.refresh_from_db()
    assert choice_question.notice.title == "Builders" and choice_question.choices == "Steam\nDiesel"


def test_model_validation_refuses_a_different_number_of_chinese_options(choice_question):
    choice_question.choices_zh = "蒸汽"
    with pytest.raises(ValidationError, match="2 options in English but 1 in Chinese"):
        choice_question.full_clean()


# ---- answering ----------------------------------------------------------------------------------


def test_chosen_option_is_stored_in_both_languages(visitor, notice, choice_question, pi):
    apply(visitor, notice, **{f"question-{choice_question.pk}": "Steam"})
    apply_in_chinese(
        visitor, notice, **{f"question-{choice_question.pk}": "Steam", "email": "bo@example.org"}
    )
    english, chinese = Application.objects.order_by("pk")
    assert english.answers == chinese.answers
    assert english.answers == [
        {
            "text": "Which one?",
            "text_zh": "哪一种？",
            "kind": "choice",
            "answer": "Steam",
            "answer_zh": "蒸汽",
        }
    ]


@pytest.mark.parametrize(
    ("prefix", "question", "answer"), [("", "Which one?", "Steam"), ("/zh-hans", "哪一种？", "蒸汽")]
)
def test_reviewers_see_a_chosen_option_in_their_own_language(
    visitor, notice, choice_question, pi, prefix, question, answer
):
    apply_in_chinese(visitor, notice, **{f"question-{choice_question.pk}": "Steam"})
    Application.objects.update(confirmed=notice.created)
    other = factories.application(notice, answers=[])
    (row,) = Application.objects.exclude(pk=other.pk)
    page = Page(pi.get(prefix + row.get_absolute_url()))
    assert question in page.headings(2) and answer in page.text
    path = f"{prefix}/desk/applications/compare/?application={row.pk}&application={other.pk}"
    cells = [text(row) for row in Page(pi.get(path)).all("tr") if text(row).startswith(question)]
    assert cells == [f"{question} {answer} –"]
    table = b"".join(pi.get(f"{prefix}/desk/applications/export.csv").streaming_content).decode()
    assert f"{question}: {answer}" in table


def test_typed_answer_is_shown_untranslated(visitor, notice, pi):
    why = factories.question(notice, "Why?", text_zh="为什么？")
    apply_in_chinese(visitor, notice, **{f"question-{why.pk}": "因为"})
    Application.objects.update(confirmed=notice.created)
    page = Page(pi.get(Application.objects.get().get_absolute_url()))
    assert "Why?" in page.headings(2) and "因为" in page.text
    assert rows_of(pi)[0]["Answers"] == "Why?: 因为"
