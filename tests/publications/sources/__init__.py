from publications.sources import Client


def client_without_retries() -> Client:
    """Return a client that never retries, but waits long enough for the test server."""
    return Client(timeout=10, backoff=60)
