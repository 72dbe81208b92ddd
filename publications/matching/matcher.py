"""The members of a lab, indexed by all their spellings, and what a printed name finds among them."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from publications.matching.chinese import FAMILIES, is_syllable, may_be_variants
from publications.matching.name_parsing import (
    NameReading,
    PrintedName,
    given_agree,
    initials_agree,
    parse_name,
)
from publications.matching.simplification import simplified

#: Reason a match is what it is.
Reason = Literal[
    # With a member. What is equal: the ORCID iD; the Chinese characters; the full name; the full name in
    # pinyin; a spelling that only this member has recorded ("J. Xu").
    "orcid",
    "characters",
    "name",
    "pinyin",
    "spelling",
    # With candidates. What keeps it from being sure: more than one member fits; more than one author of the
    # paper fits; there are only initials; only a family name; one of the two has a given name more (Ana Maria
    # García), or may have (Wei D. Chen, Anna L. Example); one has a particle more (Ada van Example); the
    # printed one has a suffix more; family and given name may have changed places; characters may be
    # traditional and simplified ones; "u" may be "ü"; the tones are others in Vietnamese; DBLP knows several
    # people of this name.
    "several",
    "twice",
    "initials",
    "family",
    "given",
    "particle",
    "suffix",
    "order",
    "variant",
    "umlaut",
    "tones",
    "homonym",
    # With neither.
    "none",
]

_ORCID = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?!\w)")
# The likelier, the higher; from _SURE on it is a link.
_RANKS: dict[Reason, int] = {
    "characters": 300,
    "name": 200,
    "pinyin": 200,
    "spelling": 60,
    "homonym": 55,
    "variant": 50,
    "umlaut": 45,
    "tones": 45,
    "suffix": 44,
    "particle": 42,
    "given": 40,
    "order": 35,
    "initials": 30,
    "family": 10,
}
_SURE = 200
_MORE_EXACT = 10  # middle names and suffix are the same as well


@dataclass(frozen=True)
class Member:
    """Somebody who may be an author: all spellings of the name in any script, and the ORCID iD if known.

    The years only order candidates, where the caller gives the year of a publication.
    """

    key: Hashable
    names: tuple[str, ...]
    orcid: str = ""
    joined: int | None = None
    left: int | None = None


@dataclass(frozen=True)
class Match:
    """The key of the member whom the name surely means, or candidates to be asked, the likeliest first."""

    member: Hashable | None = None
    candidates: tuple[Hashable, ...] = ()
    reason: Reason = "none"

    @property
    def possible_members(self) -> tuple[Hashable, ...]:
        """Who it surely is, else all who it may be."""
        return self.candidates if self.member is None else (self.member,)


@dataclass(frozen=True, slots=True)
class _Own:
    """One reading of one of a member's spellings."""

    member: int
    reading: NameReading


@dataclass(frozen=True, slots=True)
class _Fit:
    reason: Reason
    more: int = 0

    @property
    def rank(self) -> int:
        return _RANKS[self.reason] + self.more

    @property
    def strong(self) -> bool:
        return self.rank >= _SURE


@dataclass(frozen=True, slots=True)
class _Result:
    member: int | None
    candidates: tuple[tuple[int, int], ...]  # member and rank
    reason: Reason


class Matcher:
    """Finds members by printed names. Make it once for an import; each name is looked up once."""

    def __init__(self, members: Iterable[Member]) -> None:
        self.members = list(members)
        self._full: dict[tuple[str, str], list[_Own]] = defaultdict(list)
        self._first: dict[tuple[str, str], list[_Own]] = defaultdict(list)
        self._initial: dict[tuple[str, str], list[_Own]] = defaultdict(list)
        self._abbreviated: dict[str, list[_Own]] = defaultdict(list)
        self._family: dict[str, dict[int, None]] = defaultdict(dict)
        self._spelled: dict[str, dict[int, None]] = defaultdict(dict)
        self._characters: dict[int, set[str]] = defaultdict(set)
        self._given: dict[int, set[str]] = defaultdict(set)
        self._numbers: dict[int, set[str]] = defaultdict(set)
        self._toned: dict[int, set[frozenset[str]]] = defaultdict(set)
        self._orcids = [_orcid(member.orcid) for member in self.members]
        self._by_orcid: dict[str, list[int]] = defaultdict(list)
        self._known: dict[tuple[str, str], _Result] = {}
        for index, member in enumerate(self.members):
            if self._orcids[index]:
                self._by_orcid[self._orcids[index]].append(index)
            self._add(index, [parse_name(name, own=True) for name in member.names])

    def match(self, printed_name: str, orcid: str = "", year: int | None = None) -> Match:
        """Says who an author is. The year only orders candidates: first those who were in the lab then."""
        return self._match(self._result(printed_name, orcid), year, set())

    def match_all(
        self, names: Sequence[str], orcids: Sequence[str] = (), year: int | None = None
    ) -> list[Match]:
        """Says who the authors of one publication are; nobody is two of them.

        Where two full names fit one member, neither is linked, unless an ORCID iD tells them apart. Who is
        linked is no candidate for another author. `orcids` go with the names; there may be fewer.
        """
        given = [*orcids, *[""] * (len(names) - len(orcids))]
        results = [self._result(name, orcid) for name, orcid in zip(names, given, strict=True)]
        times = Counter(result.member for result in results if result.member is not None)
        proofs = Counter(result.member for result in results if result.reason == "orcid")
        for at, result in enumerate(results):
            if (member := result.member) is None or times[member] == 1:
                continue
            if proofs[member] != 1:
                results[at] = _Result(None, ((member, _SURE),), "twice")
            elif result.reason != "orcid":
                results[at] = _Result(None, (), "none")
        linked = {result.member for result in results if result.member is not None}
        return [self._match(result, year, linked) for result in results]

    # ---- the index --------------------------------------------------------------------------------

    def _add(self, index: int, spellings: list[PrintedName]) -> None:
        owns: dict[NameReading, _Own] = {}
        in_letters = {_plain(one) for spelling in spellings for one in spelling.readings if not one.in_pinyin}
        for spelling in spellings:
            if spelling.literally:
                self._spelled[spelling.literally][index] = None
            if spelling.characters:
                self._characters[index].add(simplified(spelling.characters))
            if spelling.number:
                self._numbers[index].add(spelling.number)
            if spelling.toned:
                self._toned[index].add(spelling.toned)
            for reading in _known_readings(spelling.readings, in_letters):
                if not reading.doubt:
                    owns.setdefault(reading, _Own(index, reading))
        complete = {reading.family for reading in owns if reading.given and len(reading.given[0]) > 1}
        for reading, own in owns.items():
            self._given[index].update((*reading.given, reading.joined))
            for family in _families(reading):
                self._family[family][index] = None
                if not reading.given:
                    continue
                first = reading.given[0]
                self._initial[family, first[0]].append(own)
                if len(first) > 1:
                    self._full[family, reading.joined].append(own)
                    self._first[family, first].append(own)
                elif family not in complete:
                    self._abbreviated[family].append(own)

    # ---- one name ---------------------------------------------------------------------------------

    def _result(self, printed: str, orcid: str) -> _Result:
        result = self._known.get((printed, orcid))
        if result is None:
            result = self._known[printed, orcid] = self._find(printed, _orcid(orcid))
        return result

    def _find(self, printed: str, orcid: str) -> _Result:
        if orcid and (owners := self._by_orcid.get(orcid)):
            if len(owners) == 1:
                return _Result(owners[0], (), "orcid")
            return _Result(None, tuple((index, _SURE) for index in owners), "several")
        spelling = parse_name(printed)
        fits: dict[int, _Fit] = {}
        for reading in spelling.readings:
            for family in _families(reading):
                self._find_reading(reading, family, fits)
        self._find_spelled(spelling, fits)
        if spelling.characters:
            self._weigh_characters(spelling.characters, fits)
        if spelling.number:
            self._weigh_number(spelling.number, fits)
        if spelling.toned:
            self._weigh_tones(spelling.toned, fits)
        if orcid:
            fits = {index: fit for index, fit in fits.items() if not self._orcids[index]}
        return _decide(fits)

    def _find_reading(self, printed: NameReading, family: str, fits: dict[int, _Fit]) -> None:
        if not printed.given:
            for index in self._family.get(family, ()):
                _keep(fits, index, _Fit("family"))
            return
        first = printed.given[0]
        if len(first) == 1:
            for own in self._initial.get((family, first), ()):
                if _may_be(printed, own.reading) and initials_agree(printed.given, own.reading.given):
                    _keep(fits, own.member, _Fit("initials"))
            return
        for own in self._full.get((family, printed.joined), ()):
            if _may_be(printed, own.reading):
                _keep(fits, own.member, _full_fit(printed, own.reading, True, set()))
        grown = [own for own in self._initial.get((family, first[0]), ()) if _grown(printed, own.reading)]
        for own in grown:
            if _may_be(printed, own.reading):
                _keep(fits, own.member, _Fit("given"))
        for own in self._first.get((family, first), ()):
            longer = printed.joined != own.reading.joined and given_agree(printed.given, own.reading.given)
            if longer and _may_be(printed, own.reading):
                known = self._given[own.member]
                fit = _Fit("given") if grown else _full_fit(printed, own.reading, False, known)
                _keep(fits, own.member, fit)
        for own in self._abbreviated.get(family, ()):
            if _may_be(printed, own.reading) and initials_agree(own.reading.given, printed.given):
                _keep(fits, own.member, _Fit("initials"))
        if len(printed.given) > 1 and len(printed.given[1]) == 1 and is_syllable(first):  # Jia M. Xu
            for own in self._initial.get((family, first[0]), ()):
                if own.reading.given[0] != first and initials_agree(printed.given, own.reading.given):
                    _keep(fits, own.member, _Fit("initials"))

    def _find_spelled(self, spelling: PrintedName, fits: dict[int, _Fit]) -> None:
        """What members have recorded themselves, however little of a name it is: "Sukarno", "J. Xu"."""
        for index in self._spelled.get(spelling.literally, ()):
            if not (fit := fits.get(index)) or not fit.strong:
                fits[index] = _Fit("spelling")

    def _weigh_characters(self, characters: str, fits: dict[int, _Fit]) -> None:
        """Other characters are another person, whatever their pinyin; the same characters count most."""
        characters = simplified(characters)
        for index, known in self._characters.items():
            if characters in known:
                fits[index] = _Fit("characters")
            elif index in fits:
                if any(may_be_variants(characters, one) for one in known):
                    fits[index] = _Fit("variant")
                else:
                    del fits[index]

    def _weigh_number(self, number: str, fits: dict[int, _Fit]) -> None:
        for index, fit in list(fits.items()):
            known = self._numbers.get(index, set())
            if known and number not in known:
                del fits[index]
            elif not known and fit.strong:
                fits[index] = _Fit("homonym")

    def _weigh_tones(self, toned: frozenset[str], fits: dict[int, _Fit]) -> None:
        for index, fit in fits.items():
            if fit.strong and toned not in self._toned.get(index, {toned}):
                fits[index] = _Fit("tones")

    def _match(self, result: _Result, year: int | None, linked: set[int]) -> Match:
        if result.member is not None:
            return Match(self.members[result.member].key, (), result.reason)
        left = [pair for pair in result.candidates if pair[0] not in linked]
        if not left:
            return Match()
        if year is not None:
            left.sort(key=lambda pair: (-pair[1], not _was_there(self.members[pair[0]], year)))
        return Match(None, tuple(self.members[index].key for index, _ in left), result.reason)


def _orcid(text: str) -> str:
    """The iD in capitals, with hyphens, out of an iD or an address; "" where there is none."""
    found = _ORCID.search(text)
    return "-".join(found.groups()).upper() if found else ""


def _was_there(member: Member, year: int) -> bool:
    """Papers come out up to two years after somebody has left."""
    return (member.joined or 0) <= year <= (member.left or 9999) + 2


def _families(reading: NameReading) -> tuple[str, ...]:
    """The family name without its particle, and with it in one word: berg, vandenberg."""
    return (reading.family, reading.particle + reading.family) if reading.particle else (reading.family,)


def _plain(reading: NameReading) -> tuple[str, str]:
    return reading.family.replace("v", "u"), reading.joined.replace("v", "u")


def _known_readings(readings: Iterable[NameReading], in_letters: set[tuple[str, str]]) -> list[NameReading]:
    """Of the readings of characters those that the name in letters has too: 单 is Shan there, not Dan."""
    readings = list(readings)
    in_pinyin = [reading for reading in readings if reading.in_pinyin]
    families = {family for family, _ in in_letters}
    known = [reading for reading in in_pinyin if _plain(reading) in in_letters]
    known = known or [reading for reading in in_pinyin if _plain(reading)[0] in families] or in_pinyin
    return [reading for reading in readings if not reading.in_pinyin or reading in known]


def _may_be(one: NameReading, other: NameReading) -> bool:
    """Particles and suffixes may be missing, but not be others."""
    return (not one.suffix or not other.suffix or one.suffix == other.suffix) and (
        not one.particle or not other.particle or one.particle == other.particle
    )


def _grown(printed: NameReading, own: NameReading) -> bool:
    """Whether the printed initial may begin the second half of a first name: Anna L., Anna-Lena."""
    if len(printed.given) < 2 or len(printed.given[1]) > 1:
        return False
    return own.given[0] != printed.given[0] and own.given[0].startswith("".join(printed.given[:2]))


def _full_fit(printed: NameReading, own: NameReading, same_given: bool, known: set[str]) -> _Fit:
    """How names fit whose family names and first given names are the same.

    `known` are all given names of the member: João Paulo Example, who is João Silva too, is João Paulo Silva.
    """
    if printed.doubt:
        return _Fit(printed.doubt)
    if printed.suffix and not own.suffix:
        return _Fit("suffix")
    if printed.particle + printed.family != own.particle + own.family:
        return _Fit("particle")
    if not same_given:
        shorter, longer = sorted((printed.given, own.given), key=len)
        more = [word for word in longer[len(shorter) :] if len(word) > 1]
        if more and (longer is own.given or not known.issuperset(more)):
            return _Fit("given")
        # "Wei D. Chen" may be Weidong.
        if printed.family in FAMILIES and is_syllable(printed.given[0]) and len(longer[1]) == 1:
            return _Fit("given")
    exact = same_given and printed.suffix == own.suffix
    said_more = exact and (len(printed.given) > 1 or bool(printed.suffix))
    in_pinyin = printed.in_pinyin or own.in_pinyin
    return _Fit("pinyin" if in_pinyin else "name", _MORE_EXACT if said_more else 0)


def _keep(fits: dict[int, _Fit], index: int, fit: _Fit) -> None:
    known = fits.get(index)
    if known is None or fit.rank > known.rank:
        fits[index] = fit


def _reversed(best: _Fit, other: _Fit) -> bool:
    return best.reason in ("name", "pinyin") and other.reason == "order"


def _decide(fits: dict[int, _Fit]) -> _Result:
    if not fits:
        return _Result(None, (), "none")
    order = sorted(fits, key=lambda index: (-fits[index].rank, index))
    best = fits[order[0]]
    # Chen Li and Li Chen may both be meant, whichever order is the usual one.
    rivals = [index for index in order[1:] if fits[index].rank == best.rank or _reversed(best, fits[index])]
    # A recorded spelling that is not a full name says who only if nobody else can be meant.
    sure = best.strong or (best.reason == "spelling" and len(order) == 1)
    if sure and not rivals:
        return _Result(order[0], (), best.reason)
    candidates = tuple((index, fits[index].rank) for index in order)
    return _Result(None, candidates, "several" if best.strong or best.reason == "spelling" else best.reason)
