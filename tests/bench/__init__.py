"""`make bench`: serve the demo lab at two scales on both databases, as in production, and measure it.

docs/speed.md explains what is measured and how to read the results.
"""


class BenchError(Exception):
    """A failure of the measurement itself, not of a target."""


def say(text: str) -> None:
    """Print a line about the run, unbuffered, so that it keeps its place among the output of subprocesses."""
    print(f"Bench · {text}", flush=True)
