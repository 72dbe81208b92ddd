"""Tell what the marks at the names of authors mean: equal contribution or corresponding author."""

import re
from dataclasses import dataclass

from site_readers.people import MARKS, Author

_SIGN = rf"[{re.escape(MARKS)}]+|[¹²³⁴⁰⁵-⁹]"
_EQUAL = r"(?:co-?\s?first|joint(?:ly)?|equal(?:ly)?|共同(?:一作|第一作者|贡献)|同等贡献|共一|并列一作)"
_CORRESPONDING = r"(?:corresponding|通讯|通信作者|correspondence)"
_LEGEND = re.compile(
    rf"(?P<sign>{_SIGN})[\s\"'”’:：=)）]*(?:(?:and|&|和)\s*)?(?:denotes?|indicates?|means?|represents?"
    rf"|stands? for|refers? to|for|are|is|are the|表示|代表|为|指|marks?)?"
    rf"[\s:：=]*(?:the\s+|an?\s+|authors?\s+(?:with|who)\s+|贡献\s*)?"
    rf"(?:(?P<equal>[\w\s-]{{0,24}}?{_EQUAL})|(?P<corresponding>[\w\s-]{{0,12}}?{_CORRESPONDING}))",
    re.IGNORECASE,
)
_REVERSED = re.compile(
    rf"(?:(?P<equal>{_EQUAL}[\w\s-]{{0,24}}?)"
    rf"|(?P<corresponding>{_CORRESPONDING}[\w\s-]{{0,12}}?))\s*[(（:：]\s*(?:marked (?:by"
    rf"|with) )?(?P<sign>{_SIGN})\s*[)）]?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Legend:
    """The marks of equal contribution and of corresponding authors that a text explains."""

    equal: frozenset[str] = frozenset()
    corresponding: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.equal or self.corresponding)

    def joined(self, other: "Legend") -> "Legend":
        """Return this legend, completed by the other one."""
        equal = self.equal | (other.equal - self.corresponding)
        return Legend(equal, self.corresponding | (other.corresponding - self.equal))


def read_legend(text: str) -> Legend:
    """Return the legend in a text such as "(* equal contribution, # corresponding author)"."""
    equal: set[str] = set()
    corresponding: set[str] = set()
    text = text.replace("\\", "")
    for form in (_LEGEND, _REVERSED):
        for match in form.finditer(text):
            (equal if match["equal"] else corresponding).update(_normal(match["sign"]))
        if equal or corresponding:
            break
    return Legend(frozenset(equal), frozenset(corresponding - equal))


def equal_contributors(authors: list[Author], legend: Legend, entry: str) -> list[int]:
    """Return the positions of the authors who contributed equally.

    The legend of the entry counts before that of the page. Without any, a mark means equal contribution only
    where the first author and the next ones have it; a mark at one name is that of the corresponding author.
    """
    legend = read_legend(entry).joined(legend)
    marked = [set(_normal(author.marks)) for author in authors]
    if legend.equal:
        return [index for index, marks in enumerate(marked) if marks & legend.equal]
    if any("equalcontribution" in author.marks.lower() for author in authors):
        return [index for index, author in enumerate(authors) if "equalcontribution" in author.marks.lower()]
    if not marked or not (first := marked[0] - legend.corresponding):
        return []
    for sign in sorted(first):
        run = 0
        while run < len(marked) and sign in marked[run]:
            run += 1
        if run > 1 and not sign.isdigit() and not any(sign in marks for marks in marked[run:]):
            return list(range(run))
    return []


def _normal(signs: str) -> set[str]:
    """Return single marks, the forms of one sign as the same."""
    return set(signs.translate(str.maketrans("∗⁎＊＃", "***#")).replace(",", ""))
