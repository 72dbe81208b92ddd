"""Made-up people, publications and news in any number, to measure the site with.

They come in blocks. A block is the same whenever it is made and refers to nothing in another block, so
a site of 10 blocks is the same whether they came at once or one by one. No real person or place is named.
"""

from collections.abc import Callable

from django.db import connection

from labsite.demo.synthetic.block import Block, Shared
from labsite.demo.synthetic.news import NEWS, write_news
from labsite.demo.synthetic.people import PEOPLE, write_people, write_teams
from labsite.demo.synthetic.publications import PUBLICATIONS, write_publications

#: In this order, and how many rows count for each; what belongs to a row comes with it.
PARTS = [(write_people, PEOPLE), (write_teams, 0), (write_publications, PUBLICATIONS), (write_news, NEWS)]


def add(blocks: range, report: Callable[[int, int], None]) -> None:
    """Writes the blocks with these numbers; ``report`` hears how many rows of how many are written."""
    if not blocks:
        return
    shared = Shared.load()
    done, total = 0, len(blocks) * sum(rows for _, rows in PARTS)
    for number in blocks:
        block = Block(number, shared)
        for write_part, rows in PARTS:
            write_part(block)
            done += rows
            if rows:
                report(done, total)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # many rows have come at once; the planner of queries should know
