"""What ``make test`` does around pytest: find a database server and a browser, run, summarize.

- ``__main__``: runs the suite on one or both databases
- ``browser``: finds or installs a browser
- ``migrated``: creates the database that all test processes copy
- ``postgresql``: finds or starts a PostgreSQL server
"""


class NotAvailable(Exception):
    """Something that the tests need is not installed and cannot be installed here."""


def say(text: str) -> None:
    """Print a line about the run, flushed so that it keeps its order with the output of other programs."""
    print(f"Tests · {text}", flush=True)
