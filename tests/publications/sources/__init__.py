from publications.sources import Client


def impatient() -> Client:
    """A client that takes the first failure for an answer, but gives the server of the tests all its time."""
    return Client(patience=10, pause=60)
