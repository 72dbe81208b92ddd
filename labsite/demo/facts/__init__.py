"""What the demo lab shows: the facts of one student's public homepage, as rows for the models.

Each row is a dictionary of the model's fields; a list inside it holds the rows that belong to it. The
facts carry over, the prose is written anew, and nothing is added about real people or institutions.
:mod:`labsite.demo.load` writes the rows.
"""


def numbered(rows: list[dict]) -> list[dict]:
    """Returns the rows with their ``position``, from 1 on, in the order given."""
    return [{"position": position, **row} for position, row in enumerate(rows, start=1)]
