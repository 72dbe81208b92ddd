"""A TCP proxy in front of the test database that can stop forwarding, like a network that drops packets."""

import contextlib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread


class Proxy:
    """Forwards connections on ``port`` to a database server until ``silent`` is set.

    With ``forwards_logins_only``, it is like a pooler whose server is unavailable: clients can only sign in.
    """

    def __init__(self, connect_to_server):
        self._connect_to_server = connect_to_server
        self.silent = self.forwards_logins_only = False
        self._sockets = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()

    def close(self):
        """Refuse connections from now on, and close those that are open."""
        self._close(self._listener)
        self.cut()

    def cut(self):
        """Close the open connections, like a server that ends its sessions."""
        while self._sockets:
            self._close(self._sockets.pop())

    def _close(self, end):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _address = self._listener.accept()
                server = self._connect_to_server()
                self._sockets += [client, server]
                for source, target in ((client, server), (server, client)):
                    Thread(target=self._forward, args=(source, target), daemon=True).start()

    def _forward(self, source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                is_statement = data[:1] in (b"Q", b"P", b"B")  # Query, Parse, Bind
                if not self.silent and not (self.forwards_logins_only and is_statement):
                    target.sendall(data)
            self._close(target)


@contextmanager
def proxy_to(host: str, port: str | int) -> Iterator[Proxy]:
    """Run a proxy to a server at a host, or at the folder of its Unix socket."""

    def connect():
        if not host.startswith("/"):
            return socket.create_connection((host or "127.0.0.1", int(port or 5432)))
        unix = socket.socket(socket.AF_UNIX)
        unix.connect(f"{host}/.s.PGSQL.{port or 5432}")
        return unix

    proxy = Proxy(connect)
    try:
        yield proxy
    finally:
        proxy.close()
