"""Markdown as entered, without what no page shows of it."""

import pytest

from core.markdown_source import visible_source


@pytest.mark.parametrize(
    "comment",
    [
        "[//]: # (ask Ada first)",
        '[comment]: <> "ask Ada first"',
        "[a]: https://example.org 'ask\nAda first'",
        "> [b]: https://example.org/ask-ada-first",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_definition_that_no_link_uses_is_removed(comment, end):
    comment = comment.replace("\n", end)
    text = f"Before\x0b.{end * 2}{comment}{end * 2}After."
    assert visible_source(text) == f"Before\x0b.{end * 3}After."


def test_second_definition_of_a_label_is_removed():
    text = "See [a].\n\n[a]: https://example.org\n[A]: /second\n"
    assert visible_source(text) == "See [a].\n\n[a]: https://example.org\n"


@pytest.mark.parametrize(
    "use", ["[x][a]", "[a][]", "[a]", "![x][a]", "[![x](y)][a]", "| t |\n|---|\n| [a] |"]
)
def test_definition_that_is_used_stays(use):
    text = f"{use}\n\n[a]: https://example.org\n"
    assert visible_source(text) == text


@pytest.mark.parametrize("text", ["", "Plain.", "`[a]: b`", "    [a]: b", "Text [a]: b", "[a]: javascript:x"])
def test_other_text_is_left_unchanged(text):
    assert visible_source(text) == text
