"""The facts of the demo lab, from one student's public homepage, as rows for the models.

Each row is a dictionary of the model's fields; a list in it holds related rows. Facts are taken over, texts
are rewritten, and nothing is added about real people or institutions. ``labsite.demo.load`` saves the rows.

- ``group``: the lab, its team and members
- ``jiaming_xu``: the student's profile
- ``publications``, ``projects``, ``news``, ``notices``: papers, projects, news and sample openings
- ``pages``: pages of the lab, and the menu
- ``places``: institutions and shared URLs
"""


def numbered(rows: list[dict]) -> list[dict]:
    """Return the rows with their ``position``, counted from 1."""
    return [{"position": position, **row} for position, row in enumerate(rows, start=1)]
