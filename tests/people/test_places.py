"""Department and institution, in the order of their language."""

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from people.models import Affiliation
from people.templatetags.people import place

ENGLISH = {"institution": "Lake University", "department": "School of Maps"}
CHINESE = {"institution_zh": "湖大学", "department_zh": "地图学院"}


@pytest.mark.parametrize(
    ("language", "fields", "shown"),
    [
        ("en", ENGLISH | CHINESE, "School of Maps, Lake University"),
        ("zh-hans", ENGLISH | CHINESE, "湖大学 地图学院"),
        ("zh-hans", ENGLISH, "School of Maps, Lake University"),
        ("en", CHINESE, "湖大学 地图学院"),
    ],
)
def test_texts_of_the_other_language_keep_its_order(language, fields, shown):
    with translation.override(language):
        assert strip_tags(place(Affiliation(**fields))) == shown
