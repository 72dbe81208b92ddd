"""The template filters ``long_date`` and ``moment``."""

from datetime import UTC, datetime

from core.templatetags.core import long_date, moment


def test_long_date_of_a_moment_is_that_in_the_time_zone_of_the_lab(settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    evening_in_utc = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
    assert long_date(evening_in_utc) == '<time datetime="2026-03-02">2 Mar 2026</time>'


def test_moment_is_in_the_time_zone_of_the_lab(settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    evening_in_utc = datetime(2026, 3, 1, 22, 0, tzinfo=UTC)
    expected = '<time datetime="2026-03-01T22:00:00+00:00">2026-03-02 06:00</time>'
    assert moment(evening_in_utc) == expected
    assert moment(None) == ""
