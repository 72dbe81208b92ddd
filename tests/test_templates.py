"""The layout of the templates, as ``make lint`` checks it."""

import runpy
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "check_templates.py"
problems_in = runpy.run_path(str(SCRIPT))["problems_in"]
LONG = "x" * 130


@pytest.mark.parametrize(
    "line",
    [
        '<li><a href="{{ url }}">Text</a></li>',
        "<p>Until <time>1 May</time>.</p>",
        "{% if a %}<p>Text</p>{% endif %}",
        f"{{% blocktranslate %}}{LONG}{{% endblocktranslate %}}",
        f"https://example.org/{LONG}",
    ],
)
def test_one_element_or_one_sentence_on_a_line_is_accepted(line):
    assert problems_in(f"  {line}\n") == []


@pytest.mark.parametrize(
    "line", ["<ul><li>Text</li></ul>", "<dt>Key</dt><dd>Value</dd>", "{% if a %}<p>A</p><p>B</p>{% endif %}"]
)
def test_two_blocks_on_a_line_are_reported(line):
    assert [number for number, _ in problems_in(f"\n{line}\n")] == [2]


@pytest.mark.parametrize("line", [LONG, f'{{% translate "{LONG}" %}}'])
def test_long_line_is_reported(line):
    assert [number for number, _ in problems_in(line)] == [1]


@pytest.mark.parametrize(
    "text",
    [
        '<strong>{% translate "Closed." %}</strong>\n{% if a %}\n{% translate "See others." %}',
        "{% blocktranslate %}It goes.{% endblocktranslate %}\n<strong>{% translate 'For good.' %}</strong>",
    ],
)
def test_bold_sentence_next_to_another_is_reported(text):
    assert [number for number, _ in problems_in(text)] == [1]
    assert problems_in(text.replace(".", "")) == []


def test_long_file_is_reported():
    assert problems_in("<br>\n" * 100) == []
    assert [number for number, _ in problems_in("<br>\n" * 101)] == [101]


def test_all_templates_are_in_form():
    assert runpy.run_path(str(SCRIPT))["main"]() == 0
