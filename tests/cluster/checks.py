"""What has to hold on two machines, in normal operation and while a server is unavailable."""

import io
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from PIL import Image

from tests.bench.processes import ROOT
from tests.cluster.client import Client, Visitor, answers, until
from tests.cluster.servers import Machine, Server

ADMIN, STUDENT, PASSWORD = "admin@example.org", "student@example.org", "labsite-demo"
FILES = "/desk/files/"
#: Seconds after which each worker has seen that a server is back.
RECOVERY = 5


@dataclass
class Cluster:
    """Everything that runs."""

    machines: list[Machine]
    redis: Server
    store: Server
    pooler: Server
    database: str
    visitor: Visitor
    #: The content of each uploaded file that the site has accepted, by its path.
    uploaded: dict[str, bytes] = field(default_factory=dict)


def changes_show_at_once(cluster: Cluster) -> str:
    """A change shows with the next request at each machine."""
    with psycopg.connect(cluster.database, autocommit=True) as connection:
        for number in range(20):
            name = f"Visiting Scholar {number}"
            connection.execute("UPDATE people_person SET name = %s WHERE slug = 'jiaming-xu'", [name])
            for machine in cluster.machines:
                page = Client([machine]).get("/people/jiaming-xu/").text
                assert name in page, f"{machine.name} shows an earlier name than {name}"
    return "20 changes at both machines"


def attempts_are_counted_together(cluster: Cluster) -> str:
    """The limit of a sign-in, five wrong passwords in five minutes, holds for both machines together."""
    client = Client(cluster.machines)
    answers = [
        client.sign_in(STUDENT, f"wrong {number}", cluster.machines[number % 2]).text for number in range(8)
    ]
    refused = [number for number, page in enumerate(answers) if "oo many" in page]
    assert refused == [5, 6, 7], f"refused attempts: {refused}"
    return "the sixth attempt is refused"


def sessions_end_everywhere(cluster: Cluster) -> str:
    """Who signs in at one machine is signed in at the other, and signed out at both."""
    first, second = cluster.machines
    client = Client(cluster.machines)
    assert client.sign_in(ADMIN, PASSWORD, first).status_code == 302
    assert client.get("/desk/", second).status_code == 200
    cookies = dict(client.session.cookies)
    client.post("/accounts/logout/", {}, second)
    client.session.cookies.update(cookies)
    assert client.get("/desk/", first).status_code == 302, "the session is still valid at the first machine"
    return "signed in and out across machines"


def upload(cluster: Cluster, client: Client, at: Machine | None = None) -> int:
    """Upload a picture, remember it if it was accepted, and return the status."""
    picture = io.BytesIO()
    Image.frombytes("RGB", (100, 100), secrets.token_bytes(30_000)).save(picture, "PNG")
    title = f"picture {secrets.token_hex(6)}"
    answer = client.post(FILES, {"alt": title}, at, files={"file": ("a.png", picture.getvalue())})
    if answer.status_code == 302:
        path = re.search(r"/files/[0-9a-z-]+\.webp", client.get(FILES).text)  # the latest comes first
        assert path, "the uploaded picture is not listed"
        cluster.uploaded[path[0]] = client.get(path[0], cluster.machines[0]).content
    return answer.status_code


def files_are_the_same_at_both(cluster: Cluster) -> str:
    """What one machine has stored, the other one serves: to members, and not to visitors."""
    client = Client(cluster.machines)
    client.sign_in(ADMIN, PASSWORD)
    for number in range(6):
        status = upload(cluster, client, cluster.machines[number % 2])
        assert status == 302, f"an upload was answered with {status}"
    nothing_is_lost(cluster)
    for path in cluster.uploaded:
        assert Client(cluster.machines).get(path).status_code == 404
    return f"{len(cluster.uploaded)} files"


def nothing_is_lost(cluster: Cluster) -> str:
    """Both machines serve each file that the site has accepted."""
    client = Client(cluster.machines)
    client.sign_in(ADMIN, PASSWORD)
    for path, content in cluster.uploaded.items():
        for machine in cluster.machines:
            assert client.get(path, machine).content == content, f"{path} at {machine.name}"
    return f"{len(cluster.uploaded)} files at both machines"


def jobs_run_once(cluster: Cluster) -> str:
    """Each job that is due runs on one of the machines."""
    with psycopg.connect(cluster.database, autocommit=True) as connection:
        for name in ("find_updates", "refresh_metrics", "complete_imports", "check_links"):  # ask others
            connection.execute(
                "INSERT INTO core_jobrun (name, started, finished, result, error) "
                "VALUES (%s, now(), now(), '', '')",
                [name],
            )
    processes = [
        subprocess.Popen(
            [sys.executable, "manage.py", "run_jobs"],
            cwd=ROOT,
            env=machine.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for machine in cluster.machines
    ]
    lines = [line for process in processes for line in process.communicate()[0].splitlines()]
    ran = [match[1] for line in lines if (match := re.match(r"(delete_\w+|finish_tasks)\b", line))]
    assert len(ran) >= 5 and len(ran) == len(set(ran)), f"{lines}"
    return f"{len(ran)} jobs"


def one_machine_is_killed(cluster: Cluster) -> str:
    """The other machine answers everything; the first one comes back with an empty folder."""
    answers.begin_failures()
    for machine in cluster.machines:
        machine.kill()
        time.sleep(2)
        machine.start()
    return "each machine once"


def redis_is_stopped(cluster: Cluster) -> str:
    """Signing in works at both machines, and attempts are counted together afterwards."""
    with away(cluster.redis):
        for machine in cluster.machines:
            status = Client(cluster.machines).sign_in(ADMIN, PASSWORD, machine).status_code
            assert status == 302, f"signing in was answered with {status}"
        log = "".join(machine.log.read_text() for machine in cluster.machines)
        assert "Redis at 127.0.0.1 is away" in log, "the log does not say that Redis is away"
    time.sleep(RECOVERY)
    return attempts_are_counted_together(cluster)


def store_is_away(cluster: Cluster) -> str:
    """Pages hold, files answer with 503, an upload comes back; afterwards all is as before."""
    client = Client(cluster.machines)
    client.sign_in(ADMIN, PASSWORD)
    with failing_pictures(cluster), away(cluster.store):
        status = upload(cluster, client)
        assert status == 503, f"an upload was answered with {status}"
        time.sleep(2)
    status = upload(cluster, client)
    assert status == 302, f"an upload was answered with {status}"
    return nothing_is_lost(cluster)


@contextmanager
def away(server: Server) -> Iterator[None]:
    """Kill a server, and start it again whatever happens meanwhile, for the checks that follow."""
    server.kill()
    try:
        yield
    finally:
        server.start()


@contextmanager
def failing_pictures(cluster: Cluster) -> Iterator[None]:
    """Let pictures answer with 503, until they are served again by all workers."""
    cluster.visitor.pictures_may_fail = True
    yield
    picture = cluster.visitor.pictures[0]
    assert until(lambda: Client(cluster.machines).get(picture).status_code == 200)
    time.sleep(RECOVERY)
    cluster.visitor.pictures_may_fail = False


def database_is_away(cluster: Cluster) -> str:
    """Every answer is a page with 503 until the database is back, and right afterwards."""
    cluster.visitor.pages_may_fail = cluster.visitor.pictures_may_fail = True
    cluster.pooler.kill()
    time.sleep(2)
    cluster.pooler.start()
    assert until(lambda: all(Client([machine]).get("/").status_code == 200 for machine in cluster.machines))
    time.sleep(RECOVERY)
    cluster.visitor.pages_may_fail = cluster.visitor.pictures_may_fail = False
    return sessions_end_everywhere(cluster)


def no_answer_is_delayed(cluster: Cluster) -> str:
    """No answer has taken two seconds longer than the slowest one before the first failure."""
    seconds = f"the slowest took {answers.slowest:.1f} s, {answers.slowest_before:.1f} s before"
    assert answers.delay() < 2, seconds
    return seconds


NORMAL_OPERATION = (
    changes_show_at_once,
    sessions_end_everywhere,
    files_are_the_same_at_both,
    attempts_are_counted_together,
    jobs_run_once,
)
#: These can be repeated.
FAILURES = (one_machine_is_killed, redis_is_stopped, store_is_away, database_is_away)
AFTERWARDS = (nothing_is_lost, no_answer_is_delayed)
