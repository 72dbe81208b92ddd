"""`make chaos`: kill a worker or the whole server in the middle of its work, again and again.

On each database, members approve, publish, import and upload over HTTP, emails are sent and backups written.
After each kill the database and the files are checked: nothing is half-written, nothing that was acknowledged
is lost, and no email is sent twice, except one that the mail server had accepted when its sender was killed.

- ``__main__``: the databases, each with a demo lab
- ``rounds``: the kills on one database
- ``acts``: what members do
- ``site_imports``: imports of sites, and what must hold for them
- ``backups``: the process that writes backups, and what must hold for them
- ``invariants``: what must hold afterwards
- ``servers``: the site's processes and a mail server
"""


def say(text: str) -> None:
    """Print a line about the run, unbuffered, so that it keeps its place among the output of subprocesses."""
    print(f"Chaos · {text}", flush=True)
