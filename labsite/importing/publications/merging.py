"""Tell whether two entries are of the same paper, and join them."""

import re

from labsite.importing.items import Publication


def title_key(title: str) -> str:
    """Return a title without case, punctuation and blanks, to compare it."""
    return re.sub(r"[\W_]+", "", title).casefold()


def merge(old: Publication, new: Publication) -> None:
    """Complete a paper with what another entry of the same paper says."""
    if len(new.authors) > len(old.authors):
        old.authors, old.equal_contribution = new.authors, new.equal_contribution
    elif not old.equal_contribution and new.authors == old.authors:
        old.equal_contribution = new.equal_contribution
    old.year = old.year or new.year
    old.month = old.month or (new.month if new.year == old.year else "")
    old.venue = old.venue or new.venue
    old.rank = old.rank or new.rank
    addresses = {link.url for link in old.links}
    old.links += [link for link in new.links if link.url not in addresses]
