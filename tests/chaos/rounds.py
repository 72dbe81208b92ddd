"""The kills on one database, the one of the environment: python -m tests.chaos.rounds ROUNDS SEED"""

import os
import signal
import sys
import threading
import time
from functools import partial
from pathlib import Path
from random import Random

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from core.backup.tables import snapshot  # noqa: E402
from core.outbox import queue  # noqa: E402
from core.outbox.models import Email  # noqa: E402
from core.tasks.running import run_queued  # noqa: E402
from labsite.demo.load import PI, STUDENT  # noqa: E402
from tests.chaos import acts, say  # noqa: E402
from tests.chaos.backups import broken_backups  # noqa: E402
from tests.chaos.invariants import broken, broken_mail  # noqa: E402
from tests.chaos.servers import MailServer, SiteProcesses  # noqa: E402
from tests.chaos.site_imports import import_site, lost  # noqa: E402

#: Seconds after the beginning of a round at which the kill comes.
EARLIEST, LATEST = 0.1, 4.0


def main(rounds: int, seed: int) -> int:
    """Kill a worker and the server in turn, so many times each, and return the exit status."""
    chance, acknowledged = Random(seed), acts.Acknowledged()
    mail_server = MailServer(int(os.environ["CHAOS_MAIL_PORT"]))
    site = SiteProcesses(Path(os.environ["DATA_DIR"]) / "chaos.log")
    problems: list[str] = []
    backups = Path(os.environ["DATA_DIR"]) / "chaos-backups"
    try:
        pi, student = acts.Browser(PI), acts.Browser(STUDENT)
        for number in range(1, 2 * rounds + 1):
            if not site.processes:
                site.start()
            site.start_backups(backups)
            kills_all = number % 2 == 0
            run_round(number, site, pi, student, acknowledged, chance, kills_all)
            if site.backups.returncode != -signal.SIGKILL:
                problems.append(f"the process that writes backups ended by itself: {site.backups.returncode}")
            with snapshot():  # the other worker may still be bringing an import in
                new_problems = broken(acknowledged)
            new_problems += broken_backups(backups)
            problems += new_problems
            victim = "server" if kills_all else "worker"
            outcome = "; ".join(new_problems) or "nothing broken"
            say(f"round {number} of {2 * rounds}, {victim} killed: {outcome}")
    finally:
        site.kill_all()
    Email.objects.pending().update(due=timezone.now())  # as after the two minutes of the lease
    queue.send_due(timezone.now(), limit=100_000)
    run_queued()  # what the last kill interrupted
    problems += lost(acknowledged)
    new_problems, twice = broken_mail(mail_server, acknowledged, rounds)
    problems += new_problems
    say(
        f"acknowledged: {len(acknowledged.news)} news, {len(acknowledged.accepted_imports)} imports, "
        f"{len(acknowledged.site_imports)} imports of sites, {acknowledged.uploads} uploads, "
        f"{len(acknowledged.emails)} emails; sent twice: {twice}"
    )
    for problem in new_problems:
        say(problem)
    say(f"{len(problems)} PROBLEMS" if problems else f"nothing broken by {rounds} kills of each kind")
    return 1 if problems else 0


def run_round(
    number: int,
    site: SiteProcesses,
    pi: acts.Browser,
    student: acts.Browser,
    acknowledged: acts.Acknowledged,
    chance: Random,
    kills_all: bool,
) -> None:
    """Let members act, kill at a random moment, and wait until all have noticed."""
    address, stop = f"http://127.0.0.1:{site.port}", threading.Event()
    pending = [acts.pending_news(number, index) for index in range(40)]
    acts.enqueue_emails(number, acknowledged)
    connection.close()
    work = [
        lambda index: acts.approve(pi, address, pending[index : index + 1], acknowledged),
        lambda index: acts.publish(pi, address, f"publish {number}.{index}", acknowledged),
        lambda index: acts.import_papers(pi, address, f"import {number} {index}", acknowledged),
        lambda index: import_site(pi, address, f"site {number} {index}", index, acknowledged),
        lambda index: acts.upload(student, address, index, acknowledged),
    ]
    threads = [threading.Thread(target=partial(acts.repeat, act, stop)) for act in work]
    for thread in threads:
        thread.start()
    time.sleep(chance.uniform(EARLIEST, LATEST))
    if kills_all:
        site.kill_all()
    else:
        site.kill_worker(chance.randrange(2))
        site.kill_backups()
        time.sleep(0.5)
    stop.set()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
