"""What `make test` does around pytest: find a database server and a browser, run, sum up."""


class NotAvailable(Exception):
    """Something that the tests need is not on this machine and cannot be installed here."""


def say(text: str) -> None:
    """Print one line about the run, in order with what other programs print."""
    print(f"Tests · {text}", flush=True)
