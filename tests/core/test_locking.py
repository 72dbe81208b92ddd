"""Advisory locks between processes."""

import threading
import time

import pytest
from django.db import connections, transaction

from core.locking import advisory_lock


@pytest.mark.django_db(transaction=True)
def test_second_transaction_waits_for_the_first_to_end():
    order = []

    def second():
        try:
            with transaction.atomic():
                advisory_lock("looms")
                order.append("second")
        finally:
            connections.close_all()

    with transaction.atomic():
        advisory_lock("looms")
        other = threading.Thread(target=second)
        other.start()
        time.sleep(0.5)
        order.append("first")
    other.join()
    assert order == ["first", "second"]


@pytest.mark.django_db(transaction=True)
def test_lock_outside_of_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        advisory_lock("looms")
