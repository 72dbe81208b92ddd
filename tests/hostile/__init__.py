"""`make hostile`: send hostile requests to all URLs in every role, and report each internal error.

- ``__main__``: starts a run on each database
- ``run``: sends the requests and prints what failed
- ``lab``: the demo lab, a client for each role, and restoring them
- ``values``: hostile values
- ``requests``: builds the requests from the URLs, and from the links and forms of pages seen before

The requests are made in this process, without a server. The seed decides all of them, so that a run can be
repeated.
"""


def say(text: str) -> None:
    """Print a line about the run, unbuffered."""
    print(f"Hostile · {text}", flush=True)
