"""A small server that speaks as much of the protocol of Redis as the cache needs."""

import socket
import socketserver
import threading
import time
from contextlib import contextmanager, suppress


class _Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.sockets.append(self.connection)
        while line := self.rfile.readline():
            words = []
            for _ in range(int(line[1:])):
                length = int(self.rfile.readline()[1:])
                words.append(self.rfile.read(length + 2)[:-2])
            self.wfile.write(self.answer(words[0].decode().upper(), words[1:]))

    def answer(self, command, words):
        values = self.server.values
        now = time.monotonic()
        for key in [key for key, (_value, until) in values.items() if until <= now]:
            del values[key]
        if command == "SET":
            key, value, *options = words
            if b"NX" in options and key in values:
                return b"$-1\r\n"
            seconds = int(options[options.index(b"EX") + 1]) if b"EX" in options else 10**9
            values[key] = (value, now + seconds)
            return b"+OK\r\n"
        if command == "GET":
            value = values.get(words[0], (None,))[0]
            return b"$-1\r\n" if value is None else b"$%d\r\n%s\r\n" % (len(value), value)
        if command == "DEL":
            return b":%d\r\n" % (values.pop(words[0], None) is not None)
        if command == "EXISTS":
            return b":%d\r\n" % (words[0] in values)
        return b"+OK\r\n" if command in ("CLIENT", "SELECT", "FLUSHDB") else b"-ERR unknown command\r\n"


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


@contextmanager
def fake_redis(port=0):
    """Run the server, and yield its port and the dictionary of its values."""
    with _Server(("127.0.0.1", port), _Handler) as server:
        server.values, server.sockets = {}, []
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server.server_address[1], server.values
        finally:
            server.shutdown()
            thread.join()
            for open_socket in server.sockets:
                with suppress(OSError):  # the client has closed it
                    open_socket.shutdown(socket.SHUT_RDWR)
