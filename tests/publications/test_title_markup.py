"""Titles as HTML with MathML."""

import pytest

from publications.title_markup import abstract_html, title_html


def test_formula_becomes_mathml():
    html = title_html(r"Sorting in $O(n)$ & <b>less</b>")
    assert html.startswith("Sorting in <math><mrow><mi>O</mi>")
    assert html.endswith("</math> &amp; &lt;b&gt;less&lt;/b&gt;")


@pytest.mark.parametrize(
    ("title", "html"),
    [
        (r"$\mathrm{C}$", "<math><mrow><mtext>C</mtext></mrow></math>"),
        (r"$\textsc{sat}$", "<math><mrow><mtext>sat</mtext></mrow></math>"),
        (r"$\operatorname{arg\,max}$", "<math><mrow><mtext>arg&nbsp;max</mtext></mrow></math>"),
    ],
)
def test_letters_that_the_converter_loses_are_upright(title, html):
    assert title_html(title) == html


@pytest.mark.parametrize(
    ("title", "number"), [(r"$n\log n$", 2), (r"$n\log\log n$", 3), (r"$\log(n)$", 0), (r"$\log^2 n$", 1)]
)
def test_names_of_functions_have_space_beside_letters(title, number):
    assert title_html(title).count("<mspace") == number


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (r"$\foo{x}$ <i>", "x &lt;i&gt;"),
        (r"$x\end{y}$", "xy"),
        ("$" + "x+" * 400 + "x$", "x+" * 400 + "x"),
        ("from $5 to $6", "from $5 to $6"),
    ],
)
def test_what_cannot_be_converted_is_text(title, text):
    assert title_html(title) == text


@pytest.mark.parametrize("formula", [r"\text{<b>x</b>}", r"\href{https://example.org}{x}", r"\text{<p>x}"])
def test_formula_brings_no_html_into_the_page(formula):
    html = title_html(f"${formula}$")
    assert not any(word in html for word in ("<b>", "<p>", "href", "example.org"))


def test_abstract_has_markdown_and_formulas():
    html = abstract_html("We *weave* $x_1*y_1*z$ for $5 or $6.\n\n$$E = mc^2$$")
    assert html.startswith("<p>We <em>weave</em> <math>")
    assert "</math> for $5 or $6.</p>" in html
    assert "<msub><mi>x</mi><mn>1</mn></msub>" in html and "<msup><mi>c</mi><mn>2</mn></msup>" in html
    assert "$E" not in html and "<em>y" not in html


@pytest.mark.parametrize(
    "abstract", ["$<script>alert(1)</script>^2$", "<b>$x^2$</b>", "\ue0000\ue001 and $x^2$", "$\\nosuch^2$"]
)
def test_abstract_is_safe_whatever_is_between_dollar_signs(abstract):
    html = abstract_html(abstract)
    assert "<script" not in html and "<b>" not in html and "\ue000" not in html


def test_characters_of_placeholders_written_by_an_author_are_left_out():
    assert abstract_html("$x$ &#xE000;7&#xE001;").endswith("</math> </p>\n")


def test_abstract_without_formulas_is_plain_markdown():
    assert abstract_html("A **b**").strip() == "<p>A <strong>b</strong></p>"
