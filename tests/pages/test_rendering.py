"""The Markdown of pages: footnotes, formulas, figures, callouts and live blocks."""

import html5lib
import pytest
from django.utils import translation

from core import markdown
from pages.rendering import LiveBlock, live_blocks, prose, render


def html(text: str) -> str:
    return "".join(str(part) for part in render(text))


def test_plain_markdown_is_rendered_as_everywhere():
    text = "# Head\n\nSome *text*, https://example.org/ and **注意：**请。\n\n| a |\n|--:|\n| 1 |\n"
    assert html(text) == markdown.render(text, 2)


def test_footnote_and_its_text_link_to_each_other():
    page = html("Engines[^a] run.\n\n[^a]: Mostly.")
    assert 'href="#fn1" id="fnref1"' in page and '<li id="fn1">' in page and 'href="#fnref1"' in page
    assert page.index("Engines") < page.index("Mostly")


def test_formulas_are_mathml_and_prices_and_code_are_not():
    page = html("Take $x^2$ for $5 to $6.\n\nOr `$y$`.\n\n$$\na+b\n$$\n")
    assert page.count("<math>") == 2 and "<msup>" in page
    assert "$5 to $6" in page and "<code>$y$</code>" in page


def test_long_formula_can_be_scrolled_with_the_keyboard():
    assert "tabindex" not in html("$$\na+b\n$$")
    assert '<div class="math block" tabindex="0">' in html("$$\n" + "a+b+" * 20 + "c\n$$")


def test_picture_with_a_title_is_a_figure_with_a_caption():
    page = html('![An engine](/media/engine.webp "Our *engine*")\n\nText ![inline](/media/a.webp "Title")')
    assert page.count("<figure>") == 1
    assert "<figcaption>Our *engine*</figcaption></figure>" in page


@pytest.mark.parametrize(
    "text", ["{}\n\nTable: Our *speed*", "Table: Our *speed*\n\n{}", "{}\n\n表：Our *speed*"]
)
def test_table_with_a_line_before_or_after_it_has_a_caption(text):
    page = html("Text\n\n" + text.format("| a |\n|---|\n| 1 |") + "\n\nText")
    assert "<caption>Our <em>speed</em></caption>" in page
    assert page.count("<p>") == 2 and "Table:" not in page and "表：" not in page


def test_line_about_a_table_that_is_not_next_to_it_stays_text():
    page = html("Table: One\n\nText\n\n| a |\n|---|\n\n> Table: Two\n\n- Table: Three")
    assert "<caption>" not in page and page.count("Table:") == 3


def test_line_between_two_tables_is_the_caption_of_one():
    page = html("| a |\n|---|\n\nTable: One\n\n| b |\n|---|\n\nTable: Two")
    assert [part.split("<")[0] for part in page.split("<caption>")[1:]] == ["One", "Two"]


def test_uploaded_picture_has_its_size():
    name = "0123456789abcdef" * 2
    assert 'width="640" height="480"' in html(f"![a](/media/uploads/{name}-640x480.webp)")
    assert "width" not in html("![a](/static/a-640x480.webp)")


def test_picture_of_another_site_is_a_link_and_no_figure():
    page = html('![An engine](https://example.org/engine.webp "Ours")')
    assert "<img" not in page and "<figure" not in page and 'href="https://example.org/engine.webp"' in page


@pytest.mark.parametrize("kind", ["NOTE", "TIP", "IMPORTANT", "WARNING"])
def test_callout_has_a_label_in_the_language_of_the_page(kind):
    text = f"> [!{kind}]\n> Be *kind*.\n\n> A quotation."
    page = html(text)
    assert f'<aside class="callout callout-{kind.lower()}">' in page
    assert "<em>kind</em>" in page and page.count("<blockquote>") == 1
    label = page.split('callout-label">')[1].split("<")[0]
    assert label == kind.capitalize()
    with translation.override("zh-hans"):
        assert html(text).split('callout-label">')[1].split("<")[0] != label


def test_live_blocks_stand_alone_in_a_paragraph():
    text = "One\n\n{{ members: engines }}\n\nTwo {{ news }}\n\n- {{ openings }}\n\n{{news}}\n\n`{{ news }}`"
    assert live_blocks(text) == [LiveBlock("members", "engines"), LiveBlock("news")]
    assert [isinstance(part, LiveBlock) for part in render(text)] == [False, True, False, True, False]


@pytest.mark.parametrize("text", ["{{ members }}", "{{ news: 1 }}", "{{ secrets }}", "{{ members: a b }}"])
def test_unknown_live_block_stays_text(text):
    assert live_blocks(text) == [] and "{{" in html(text)


def test_marks_for_live_blocks_in_a_text_mean_nothing():
    assert live_blocks("\ue0000\ue001") == []


@pytest.mark.parametrize(
    "text",
    [
        '<p id="fn1" class="callout" onclick="x()">a</p>',
        "[a](javascript:x)",
        "$\\text{<script>x</script>}$",
        '![a](/a.webp "<script>x</script>")',
        "> [!NOTE]\n> <script>x</script>",
        "a[^<script>x</script>]\n\n[^<script>x</script>]: b",
    ],
)
def test_hostile_text_is_harmless(text):
    tree = html5lib.parseFragment(html(text), namespaceHTMLElements=False)
    for element in tree.iter():
        assert element.tag != "script"
        assert not element.get("onclick") and not element.get("href", "").startswith("javascript")


def test_text_without_marks_is_what_search_and_summaries_read():
    text = "Engines[^a] run.\n\n{{ news }}\n\n> [!NOTE]\n> Kindly.\n\n[^a]: Mostly."
    assert markdown.plain(prose(text)) == "Engines run. Kindly. Mostly."


def test_characters_of_placeholders_written_by_an_author_are_left_out():
    assert html("Engines &#xE000;7&#xE001; run.") == "<p>Engines  run.</p>\n"
    assert html("Engines \ue0007\ue001 run.") == "<p>Engines 7 run.</p>\n"


def test_thousands_of_callouts_are_rendered():
    assert html("> [!NOTE]\n> Mind.\n\nText\n\n" * 2000).count("<aside") == 2000
