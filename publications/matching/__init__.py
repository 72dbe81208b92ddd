"""Match printed author names with the members of the lab, without Django and database.

A name is linked to a member only if the full surname and the full given name agree, in Latin letters, in
Chinese characters, or between characters and pinyin, and if they fit no other member. A weaker match, or one
with several members, gives candidates for people to choose from.

- `matcher`: the index of members and the decision; `evidence`: how well two names agree
- `name_parsing`: a printed name to its possible surnames and given names
- `chinese`: surnames, pinyin and the syllables of East Asian names
- `simplification`: traditional to simplified characters
"""

from .evidence import Reason
from .matcher import Match, Matcher, Member

__all__ = ["Match", "Matcher", "Member", "Reason"]
