"""Advisory locks between processes."""

import threading
import time

import pytest
from django.db import connection, connections, transaction

from core.locking import advisory_lock, run_alone


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


@pytest.mark.django_db(transaction=True)
def test_work_done_alone_waits_for_the_other_and_has_transactions_of_its_own(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    order = []
    begun = threading.Event()

    def first():
        begun.set()
        time.sleep(0.3)
        order.append(f"first, in a transaction: {connection.in_atomic_block}")

    def run_first():
        try:
            run_alone("looms", first)
        finally:
            connections.close_all()

    other = threading.Thread(target=run_first)
    other.start()
    begun.wait()
    run_alone("looms", lambda: order.append("second"))
    other.join()
    assert order == ["first, in a transaction: False", "second"]


@pytest.mark.django_db(transaction=True)
def test_lock_is_released_when_the_work_fails(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with pytest.raises(ZeroDivisionError):
        run_alone("looms", lambda: 1 / 0)
    done = []
    run_alone("looms", lambda: done.append(True))
    assert done
