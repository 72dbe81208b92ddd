"""The waits for a database that is unavailable leave each page time to answer within two seconds."""

import pytest

from core.database.waits import HEALTH_CHECK, REQUEST
from core.outages.middleware import MAX_SECONDS_BEFORE_REPEATING

#: Seconds of processor time of a busy machine for everything but waiting: the form, the error page.
OF_PAGE = 0.6


@pytest.mark.parametrize(
    ("waits", "limit"), [(REQUEST, 2 - OF_PAGE), (HEALTH_CHECK, 0.85)], ids=["page", "health check"]
)
def test_each_way_to_notice_that_the_server_is_unavailable_is_short_enough(waits, limit):
    assert waits.connect <= limit
    assert waits.reply + waits.check <= limit
    assert REQUEST.lock <= 2 - OF_PAGE


def test_page_that_is_rendered_again_is_short_enough():
    assert MAX_SECONDS_BEFORE_REPEATING + max(REQUEST.connect, REQUEST.lock) <= 1.85
