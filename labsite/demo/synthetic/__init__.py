"""Synthetic people, publications and news in any number, for measuring the site.

The rows are generated in blocks. A block is always the same and refers to no other block, so that the result
does not depend on how many blocks are generated at a time. No real person or place is named.

- ``block``: a block: its random numbers, its rows, and what all blocks share
- ``people``, ``publications``, ``news``: the rows of a block
- ``words``: the vocabulary
"""

from collections.abc import Callable

from django.db import connection, transaction

from core.batches import give_way
from labsite.demo.synthetic.block import Block, Shared
from labsite.demo.synthetic.news import NEWS, write_news
from labsite.demo.synthetic.people import PEOPLE, write_people, write_teams
from labsite.demo.synthetic.publications import PUBLICATIONS, write_publications

#: The parts of a block in order, with the number of rows that each adds to the progress.
PARTS = [(write_people, PEOPLE), (write_teams, 0), (write_publications, PUBLICATIONS), (write_news, NEWS)]


def add(
    blocks: range,
    report: Callable[[int, int], None],
    finish_block: Callable[[int], None] = lambda number: None,
) -> None:
    """Generate the blocks with these numbers, each in a transaction of its own.

    ``report(done, total)`` is called as rows are written, and ``finish_block(number)`` at the end of each
    transaction, so that an interrupted load can be continued.
    """
    if not blocks:
        return
    shared = Shared.load()
    done, total = 0, len(blocks) * sum(rows for _, rows in PARTS)
    for number in blocks:
        if number > blocks.start:
            give_way()
        block = Block(number, shared)
        with transaction.atomic():
            for write_part, rows in PARTS:
                write_part(block)
                done += rows
                if rows:
                    report(done, total)
            finish_block(number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the query planner needs new statistics
