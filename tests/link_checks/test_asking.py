"""A request for an address of another site: what its answers mean, and where it never goes."""

import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from labsite.link_checks import asking
from labsite.link_checks.asking import Problem, ask


class Server(BaseHTTPRequestHandler):
    """Answers /404 with 404 and so on, /to/x with a redirect to /x, and HEAD of /only-get with 405."""

    asked: list[tuple[str, str]] = []

    def do_GET(self):
        self.asked.append((self.command, self.path))
        _, first, *rest = self.path.split("/")
        if first == "to":
            self.send_response(302)
            self.send_header("Location", "/" + "/".join(rest))
        elif first == "no-head":
            self.send_response(404 if self.command == "HEAD" else 200)
        else:
            self.send_response(int(first))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def site():
    Server.asked = []
    server = HTTPServer(("127.0.0.1", 0), Server)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://other.example.edu:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def resolves(monkeypatch):
    """Let the host resolve to this machine, as if it were a public one."""
    monkeypatch.setattr(asking, "public_address", lambda host, port: "127.0.0.1")


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/200", None),
        ("/403", None),  # it is there, and does not talk to programs
        ("/429", None),
        ("/999", None),
        ("/404", Problem.GONE),
        ("/410", Problem.GONE),
        ("/500", Problem.ERROR),
        ("/to/200", None),
        ("/to/to/404", Problem.GONE),
        ("/no-head", None),
        ("/" + "to/" * 9 + "200", Problem.REDIRECTS),
    ],
)
def test_answer_decides_whether_a_link_works(site, resolves, path, problem):
    assert ask(site + path) == problem


def test_page_that_works_is_asked_for_once_and_without_its_content(site, resolves):
    Server.asked.clear()
    ask(f"{site}/200")
    assert Server.asked == [("HEAD", "/200")]


def test_server_that_does_not_listen_gives_no_answer(resolves):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert ask(f"http://other.example.edu:{port}/") == Problem.NO_ANSWER


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "192.168.1.1", "169.254.1.1", "::1", "fc00::1"])
def test_machines_of_the_own_network_are_never_asked(site, monkeypatch, address):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments, **options: found)
    Server.asked.clear()
    assert ask(f"{site}/200") == Problem.PRIVATE
    assert Server.asked == []


def test_redirect_to_the_own_network_is_not_followed(site, monkeypatch):
    addresses = iter(["127.0.0.1"])

    def first_only(host, port):
        if address := next(addresses, None):
            return address
        return asking_public_address("localhost", port)

    asking_public_address = asking.public_address
    monkeypatch.setattr(asking, "public_address", first_only)
    assert ask(f"{site}/to/200") == Problem.PRIVATE


def test_name_without_an_address_is_no_host(monkeypatch):
    def fail(*arguments, **options):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert ask("https://gone.example.edu/") == Problem.NO_HOST
    assert ask("https://[half/") == Problem.NO_HOST
