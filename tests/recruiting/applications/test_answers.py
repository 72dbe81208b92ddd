"""The notice's own questions in two languages: whoever reads an answer need not know in which it was made."""

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
def which(notice):
    """A choice in both languages."""
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
    (field,) = [one for one in page.all("select") if one.get("name", "").startswith("question-")]
    return {one.get("value"): text(one) for one in page.all("option", field)}


def apply_in_chinese(visitor, notice, **typed):
    data = {**VALID_ENTRIES, "form_token": form_token(notice), "cv": factories.cv(), "do": "send", **typed}
    return visitor.post("/zh-hans/recruiting/engineers/apply/", data)


# ---- asking -------------------------------------------------------------------------------------


def test_choices_are_shown_in_the_language_of_the_page_and_mean_the_same(visitor, which):
    assert options(visitor) == {"": "—", "Steam": "Steam", "Diesel": "Diesel"}
    assert options(visitor, "/zh-hans") == {"": "—", "Steam": "蒸汽", "Diesel": "柴油"}


def test_choices_in_one_language_are_those_of_both(visitor, which):
    Question.objects.update(choices_zh="")
    assert options(visitor, "/zh-hans") == options(visitor)


def test_the_form_of_a_notice_has_both_and_says_what_does_not_go_together(pi):
    asked = {"text": "Which?", "kind": "choice", "choices": "Steam\n\nDiesel"}
    response = send(pi, ADD, title="Engineers", **new_row("questions", 0, **asked, choices_zh="蒸汽"))
    assert response.status_code == 422
    assert "There are 2 options in English but 1 in Chinese." in Page(response).text
    again = Page(response).one("form[@data-editor]").get("action")
    send(pi, again, page=response, questions__0__choices_zh="蒸汽\n柴油")
    assert Question.objects.get().choice_list == [("Steam", "蒸汽"), ("Diesel", "柴油")]


def test_what_was_written_before_there_was_chinese_goes_on(pi, which):
    send(pi, "/desk/notices/engineers/", "draft", title="Builders")
    proposal = pi.user.proposals.get()
    for content in (proposal.content, proposal.base):
        del content["rows"]["questions"][0]["values"]["choices_zh"]
    proposal.save()
    send(pi, reverse("proposal-edit", args=[proposal.pk]))
    which.refresh_from_db()
    assert which.notice.title == "Builders" and which.choices == "Steam\nDiesel"


def test_in_the_admin_the_lines_must_go_together_too(which):
    which.choices_zh = "蒸汽"
    with pytest.raises(ValidationError, match="2 options in English but 1 in Chinese"):
        which.full_clean()


# ---- answering ----------------------------------------------------------------------------------


def test_an_answer_is_kept_in_both_languages_and_compares(visitor, notice, which, pi):
    apply(visitor, notice, **{f"question-{which.pk}": "Steam"})
    apply_in_chinese(visitor, notice, **{f"question-{which.pk}": "Steam", "email": "bo@example.org"})
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
def test_the_desk_reads_it_in_its_own_language(visitor, notice, which, pi, prefix, question, answer):
    apply_in_chinese(visitor, notice, **{f"question-{which.pk}": "Steam"})
    Application.objects.update(confirmed=notice.created)
    other = factories.application(notice, answers=[])
    (row,) = Application.objects.exclude(pk=other.pk)
    page = Page(pi.get(prefix + row.get_absolute_url()))
    assert question in page.headings(2) and answer in page.text
    path = f"{prefix}/desk/applications/compare/?application={row.pk}&application={other.pk}"
    cells = [text(one) for one in Page(pi.get(path)).all("tr") if text(one).startswith(question)]
    assert cells == [f"{question} {answer} –"]
    table = b"".join(pi.get(f"{prefix}/desk/applications/export.csv").streaming_content).decode()
    assert f"{question}: {answer}" in table


def test_what_was_typed_is_shown_as_it_was_typed(visitor, notice, pi):
    why = factories.question(notice, "Why?", text_zh="为什么？")
    apply_in_chinese(visitor, notice, **{f"question-{why.pk}": "因为"})
    Application.objects.update(confirmed=notice.created)
    page = Page(pi.get(Application.objects.get().get_absolute_url()))
    assert "Why?" in page.headings(2) and "因为" in page.text
    assert rows_of(pi)[0]["Answers"] == "Why?: 因为"
