"""Import bibliography entries as publications.

First a plan is made, which changes nothing; then it is carried out. The modules:

``planning``       decide for each entry whether it is new, a change, a duplicate or invalid
``duplicates``     find the work that an entry describes
``work_records``   the values of a record that are compared, in normal form
``same_work``      tell whether two records describe one work; ``venue_names`` compares their venues
``list_merging``   merge the entries of one work within a list
``diff``           list the fields in which an entry differs from its publication
``saving``         save new publications and changed fields as revisions; ``writing`` writes their rows
``batches``        store an uploaded list and carry out the decisions about its entries
``lookups``        look up identifiers and titles, in the background if a service is slow
``completing``     complete entries about which a service had not answered
``preview``        prepare stored entries for the page
``near_titles``    find publications with similar titles, to choose from

Decisions of members who may not publish directly become proposals (``publications.proposing``).
"""

from .batches import CHUNK_SIZE, accept, choose, left_out_counts, plan_rows, skip, store
from .completing import complete_all, complete_soon
from .planning import PlannedEntry, plan, publication_from
from .preview import preview, visible_publications
from .saving import save_all_new, save_new, update_publication

__all__ = [
    "CHUNK_SIZE",
    "PlannedEntry",
    "accept",
    "choose",
    "complete_all",
    "complete_soon",
    "left_out_counts",
    "plan",
    "plan_rows",
    "preview",
    "publication_from",
    "save_all_new",
    "save_new",
    "skip",
    "store",
    "update_publication",
    "visible_publications",
]
