"""What `make bench` does: the demo lab at two sizes on both databases, measured as it is served.

docs/speed.md says what is measured and how to read it.
"""


class BenchError(Exception):
    """The measurement itself went wrong; the message says at what."""


def say(text: str) -> None:
    """Prints one line about the run, in order with what other programs print."""
    print(f"Bench · {text}", flush=True)
