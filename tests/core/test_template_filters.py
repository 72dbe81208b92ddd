"""Filters that close up texts written over several lines of a template."""

import pytest
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.utils.safestring import mark_safe

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


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("登记 李明 离开实验室", "登记李明离开实验室"),
        ("登记 Ming Li 离开实验室", "登记 Ming Li 离开实验室"),
        (mark_safe("<b>李明</b> 离开"), "<b>李明</b> 离开"),
        ("<李明 离开>", "&lt;李明离开&gt;"),
    ],
)
def test_blanks_around_a_name_are_left_out_between_chinese_characters(written, shown):
    message = Message(20, written)
    assert Template("{{ message|closed_up }}").render(Context({"message": message})) == shown
