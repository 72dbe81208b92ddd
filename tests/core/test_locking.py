"""Of two processes that may not do a thing at the same time, the second waits until the first is done."""

import threading
import time

import pytest
from django.db import connections, transaction

from core.locking import one_at_a_time


@pytest.mark.django_db(transaction=True)
def test_the_second_waits_until_the_transaction_of_the_first_has_ended():
    order = []

    def second():
        try:
            with transaction.atomic():
                one_at_a_time("looms")
                order.append("second")
        finally:
            connections.close_all()

    with transaction.atomic():
        one_at_a_time("looms")
        other = threading.Thread(target=second)
        other.start()
        time.sleep(0.5)
        order.append("first")
    other.join()
    assert order == ["first", "second"]


@pytest.mark.django_db(transaction=True)
def test_there_is_no_lock_without_a_transaction():
    with pytest.raises(RuntimeError):
        one_at_a_time("looms")
