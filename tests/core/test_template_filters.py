"""Filters that close up texts written over several lines of a template."""

import pytest

from core.templatetags.core import one_line


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\n  Error: \n  Welcome\n  · DAI-Lab\n", "Error: Welcome · DAI-Lab"),
        ("\n  错误：\n  欢迎\n", "错误：欢迎"),
    ],
)
def test_no_blank_follows_full_width_punctuation(written, shown):
    assert one_line(written) == shown
