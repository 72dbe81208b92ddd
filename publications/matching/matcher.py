"""Find the member that a printed author name belongs to, in an index of all spellings of all members."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from publications.matching.chinese import is_syllable, may_be_variants
from publications.matching.evidence import (
    SURE,
    Evidence,
    Reason,
    are_compatible,
    extends_given_names,
    full_name_evidence,
    may_abbreviate_compound,
)
from publications.matching.name_parsing import ParsedName, PrintedName, initials_agree, parse_name
from publications.matching.simplification import simplified

_ORCID = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?!\w)")


@dataclass(frozen=True)
class Member:
    """A person who may be an author, with all spellings of the name in any script.

    `key` is returned in a match. `joined` and `left` are years, which only order candidates if the caller
    gives the year of a publication.
    """

    key: Hashable
    names: tuple[str, ...]
    orcid: str = ""
    joined: int | None = None
    left: int | None = None


@dataclass(frozen=True)
class Match:
    """The key of the member that a name certainly belongs to, or the keys of candidates, likeliest first."""

    member: Hashable | None = None
    candidates: tuple[Hashable, ...] = ()
    reason: Reason = "none"

    @property
    def possible_members(self) -> tuple[Hashable, ...]:
        """The key of the certain member, or else those of all candidates."""
        return self.candidates if self.member is None else (self.member,)


@dataclass(frozen=True, slots=True)
class _MemberName:
    """One way to parse one of a member's spellings. `member` is an index into `Matcher.members`."""

    member: int
    name: ParsedName


@dataclass(frozen=True, slots=True)
class _Decision:
    """The match of a single name, before co-authors and the year of the paper are considered.

    `member` is an index into `Matcher.members`; `candidates` are pairs of such an index and a rank.
    """

    member: int | None
    candidates: tuple[tuple[int, int], ...]
    reason: Reason


class Matcher:
    """Matches printed names with members.

    Create one matcher for a whole import: it indexes the members once and looks up each name once.
    """

    def __init__(self, members: Iterable[Member]) -> None:
        self.members = list(members)
        # The index of parsed names: by surname and all given names (in one word), the first given name, or
        # its initial; and by surname the names of members of whom only initials are recorded.
        self._by_full_name: dict[tuple[str, str], list[_MemberName]] = defaultdict(list)
        self._by_first_name: dict[tuple[str, str], list[_MemberName]] = defaultdict(list)
        self._by_initial: dict[tuple[str, str], list[_MemberName]] = defaultdict(list)
        self._abbreviated: dict[str, list[_MemberName]] = defaultdict(list)
        # Members by surname and by recorded spelling. The inner dicts are ordered sets.
        self._by_surname: dict[str, dict[int, None]] = defaultdict(dict)
        self._by_spelling: dict[str, dict[int, None]] = defaultdict(dict)
        # The data of each member, by index.
        self._characters: dict[int, set[str]] = defaultdict(set)
        self._given_names: dict[int, set[str]] = defaultdict(set)
        self._dblp_numbers: dict[int, set[str]] = defaultdict(set)
        self._words_with_tones: dict[int, set[frozenset[str]]] = defaultdict(set)
        self._orcids = [_normalized_orcid(member.orcid) for member in self.members]
        self._by_orcid: dict[str, list[int]] = defaultdict(list)
        self._decisions: dict[tuple[str, str], _Decision] = {}
        for index, member in enumerate(self.members):
            if self._orcids[index]:
                self._by_orcid[self._orcids[index]].append(index)
            self._add(index, [parse_name(name, of_member=True) for name in member.names])

    def match(self, printed_name: str, orcid: str = "", year: int | None = None) -> Match:
        """Match one author. The year only orders candidates: those who were in the lab then come first."""
        return self._match(self._decision(printed_name, orcid), year, set())

    def match_all(
        self, names: Sequence[str], orcids: Sequence[str] = (), year: int | None = None
    ) -> list[Match]:
        """Match the authors of one publication, of whom no two are the same member.

        If two full names fit one member, neither is linked, unless an ORCID iD decides. A member who is
        linked is not a candidate for another author. `orcids` correspond to the names; there may be fewer.
        """
        padded_orcids = [*orcids, *[""] * (len(names) - len(orcids))]
        decisions = [self._decision(name, orcid) for name, orcid in zip(names, padded_orcids, strict=True)]
        links = Counter(decision.member for decision in decisions if decision.member is not None)
        orcid_links = Counter(decision.member for decision in decisions if decision.reason == "orcid")
        for position, decision in enumerate(decisions):
            if (member := decision.member) is None or links[member] == 1:
                continue
            if orcid_links[member] != 1:
                decisions[position] = _Decision(None, ((member, SURE),), "twice")
            elif decision.reason != "orcid":
                decisions[position] = _Decision(None, (), "none")
        linked = {decision.member for decision in decisions if decision.member is not None}
        return [self._match(decision, year, linked) for decision in decisions]

    # ---- the index --------------------------------------------------------------------------------

    def _add(self, index: int, spellings: list[PrintedName]) -> None:
        """Add all spellings of one member to the index."""
        member_names: dict[ParsedName, _MemberName] = {}
        latin_names = {
            _without_umlauts(name)
            for spelling in spellings
            for name in spelling.parsed_names
            if not name.in_pinyin
        }
        for spelling in spellings:
            if spelling.normalized:
                self._by_spelling[spelling.normalized][index] = None
            if spelling.characters:
                self._characters[index].add(simplified(spelling.characters))
            if spelling.dblp_number:
                self._dblp_numbers[index].add(spelling.dblp_number)
            if spelling.words_with_tones:
                self._words_with_tones[index].add(spelling.words_with_tones)
            for name in _readings_in_use(spelling.parsed_names, latin_names):
                if not name.doubt:
                    member_names.setdefault(name, _MemberName(index, name))
        surnames_of_full_names = {
            name.surname for name in member_names if name.given and len(name.given[0]) > 1
        }
        for name, member_name in member_names.items():
            self._given_names[index].update((*name.given, name.given_joined))
            for surname in _surname_forms(name):
                self._by_surname[surname][index] = None
                if not name.given:
                    continue
                first = name.given[0]
                self._by_initial[surname, first[0]].append(member_name)
                if len(first) > 1:
                    self._by_full_name[surname, name.given_joined].append(member_name)
                    self._by_first_name[surname, first].append(member_name)
                elif surname not in surnames_of_full_names:
                    self._abbreviated[surname].append(member_name)

    # ---- one name ---------------------------------------------------------------------------------

    def _decision(self, printed: str, orcid: str) -> _Decision:
        decision = self._decisions.get((printed, orcid))
        if decision is None:
            decision = self._decisions[printed, orcid] = self._look_up(printed, _normalized_orcid(orcid))
        return decision

    def _look_up(self, printed: str, orcid: str) -> _Decision:
        """Collect the evidence for each member and decide. An ORCID iD in the index decides alone."""
        if orcid and (owners := self._by_orcid.get(orcid)):
            if len(owners) == 1:
                return _Decision(owners[0], (), "orcid")
            return _Decision(None, tuple((index, SURE) for index in owners), "several")
        printed_name = parse_name(printed)
        evidence: dict[int, Evidence] = {}
        for name in printed_name.parsed_names:
            for surname in _surname_forms(name):
                self._add_name_evidence(name, surname, evidence)
        self._add_spelling_evidence(printed_name, evidence)
        if printed_name.characters:
            self._weigh_characters(printed_name.characters, evidence)
        if printed_name.dblp_number:
            self._weigh_dblp_number(printed_name.dblp_number, evidence)
        if printed_name.words_with_tones:
            self._weigh_tones(printed_name.words_with_tones, evidence)
        if orcid:
            evidence = {index: value for index, value in evidence.items() if not self._orcids[index]}
        return _decide(evidence)

    def _add_name_evidence(self, printed: ParsedName, surname: str, evidence: dict[int, Evidence]) -> None:
        """Add to `evidence` the members whose surname and given names or initials fit the printed name."""
        if not printed.given:
            for index in self._by_surname.get(surname, ()):
                _keep_best(evidence, index, Evidence("surname"))
            return
        first = printed.given[0]
        if len(first) == 1:
            for candidate in self._by_initial.get((surname, first), ()):
                name = candidate.name
                if are_compatible(printed, name) and initials_agree(printed.given, name.given):
                    _keep_best(evidence, candidate.member, Evidence("initials"))
            return
        self._add_full_name_evidence(printed, surname, evidence)
        for candidate in self._abbreviated.get(surname, ()):
            name = candidate.name
            if are_compatible(printed, name) and initials_agree(name.given, printed.given):
                _keep_best(evidence, candidate.member, Evidence("initials"))
        if len(printed.given) > 1 and len(printed.given[1]) == 1 and is_syllable(first):  # Jia M. Xu
            for candidate in self._by_initial.get((surname, first[0]), ()):
                name = candidate.name
                if name.given[0] != first and initials_agree(printed.given, name.given):
                    _keep_best(evidence, candidate.member, Evidence("initials"))

    def _add_full_name_evidence(
        self, printed: ParsedName, surname: str, evidence: dict[int, Evidence]
    ) -> None:
        """Add to `evidence` the members whose surname and first given name equal the printed ones."""
        first = printed.given[0]
        for candidate in self._by_full_name.get((surname, printed.given_joined), ()):
            if are_compatible(printed, candidate.name):
                value = full_name_evidence(
                    printed, candidate.name, given_is_equal=True, all_given_names=set()
                )
                _keep_best(evidence, candidate.member, value)
        compounds = [
            candidate
            for candidate in self._by_initial.get((surname, first[0]), ())
            if may_abbreviate_compound(printed, candidate.name)
        ]
        for candidate in compounds:
            if are_compatible(printed, candidate.name):
                _keep_best(evidence, candidate.member, Evidence("given"))
        for candidate in self._by_first_name.get((surname, first), ()):
            name = candidate.name
            if extends_given_names(printed, name) and are_compatible(printed, name):
                given_names = self._given_names[candidate.member]
                value = (
                    Evidence("given")
                    if compounds
                    else full_name_evidence(printed, name, given_is_equal=False, all_given_names=given_names)
                )
                _keep_best(evidence, candidate.member, value)

    def _add_spelling_evidence(self, printed_name: PrintedName, evidence: dict[int, Evidence]) -> None:
        """Add members who have recorded exactly this spelling, even if it is not a full name ("J. Xu")."""
        for index in self._by_spelling.get(printed_name.normalized, ()):
            if not (value := evidence.get(index)) or not value.is_sure:
                evidence[index] = Evidence("spelling")

    def _weigh_characters(self, characters: str, evidence: dict[int, Evidence]) -> None:
        """Rule out members whose name has other characters; equal characters are the best evidence."""
        characters = simplified(characters)
        for index, recorded in self._characters.items():
            if characters in recorded:
                evidence[index] = Evidence("characters")
            elif index in evidence:
                if any(may_be_variants(characters, name) for name in recorded):
                    evidence[index] = Evidence("variant")
                else:
                    del evidence[index]

    def _weigh_dblp_number(self, number: str, evidence: dict[int, Evidence]) -> None:
        """Rule out members with another DBLP number; members without one become candidates."""
        for index, value in list(evidence.items()):
            recorded = self._dblp_numbers.get(index, set())
            if recorded and number not in recorded:
                del evidence[index]
            elif not recorded and value.is_sure:
                evidence[index] = Evidence("homonym")

    def _weigh_tones(self, words: frozenset[str], evidence: dict[int, Evidence]) -> None:
        """Make members whose Vietnamese name has other tone marks candidates only."""
        for index, value in evidence.items():
            if value.is_sure and words not in self._words_with_tones.get(index, {words}):
                evidence[index] = Evidence("tones")

    def _match(self, decision: _Decision, year: int | None, linked: set[int]) -> Match:
        if decision.member is not None:
            return Match(self.members[decision.member].key, (), decision.reason)
        candidates = [(index, rank) for index, rank in decision.candidates if index not in linked]
        if not candidates:
            return Match()
        if year is not None:
            candidates.sort(key=lambda pair: (-pair[1], not _was_member(self.members[pair[0]], year)))
        return Match(None, tuple(self.members[index].key for index, _rank in candidates), decision.reason)


def _normalized_orcid(text: str) -> str:
    """Return the ORCID iD in an iD or URL, in capitals and with hyphens; "" if there is none."""
    match = _ORCID.search(text)
    return "-".join(match.groups()).upper() if match else ""


def _was_member(member: Member, year: int) -> bool:
    """Return whether a paper of this year may stem from the member's time in the lab.

    Papers appear up to two years after somebody has left.
    """
    return (member.joined or 0) <= year <= (member.left or 9999) + 2


def _surname_forms(name: ParsedName) -> tuple[str, ...]:
    """Return the surname without and, if there is one, with its particle: berg, vandenberg."""
    return (name.surname, name.particle + name.surname) if name.particle else (name.surname,)


def _without_umlauts(name: ParsedName) -> tuple[str, str]:
    """Return surname and given name with u for ü, which is written as v."""
    return name.surname.replace("v", "u"), name.given_joined.replace("v", "u")


def _readings_in_use(names: Iterable[ParsedName], latin_names: set[tuple[str, str]]) -> list[ParsedName]:
    """Drop pinyin readings of a member's characters that the member's name in Latin letters contradicts.

    单 can be read Shan or Dan; a member 单宇 who is also recorded as Yu Shan is not Yu Dan.
    """
    names = list(names)
    in_pinyin = [name for name in names if name.in_pinyin]
    latin_surnames = {surname for surname, _given in latin_names}
    confirmed = [name for name in in_pinyin if _without_umlauts(name) in latin_names]
    confirmed = confirmed or [name for name in in_pinyin if _without_umlauts(name)[0] in latin_surnames]
    confirmed = confirmed or in_pinyin
    return [name for name in names if not name.in_pinyin or name in confirmed]


def _keep_best(evidence: dict[int, Evidence], index: int, value: Evidence) -> None:
    """Set the evidence for a member unless there is already better evidence."""
    best = evidence.get(index)
    if best is None or value.rank > best.rank:
        evidence[index] = value


def _decide(evidence: dict[int, Evidence]) -> _Decision:
    """Link the name to the member with the best evidence, if it is sure and nobody else fits equally well."""
    if not evidence:
        return _Decision(None, (), "none")
    ranking = sorted(evidence, key=lambda index: (-evidence[index].rank, index))
    best = evidence[ranking[0]]
    rivals = [
        index
        for index in ranking[1:]
        if evidence[index].rank == best.rank or _is_reverse_order(best, evidence[index])
    ]
    # A recorded spelling that is not a full name is sure only if no other member fits at all.
    is_sure = best.is_sure or (best.reason == "spelling" and len(ranking) == 1)
    if is_sure and not rivals:
        return _Decision(ranking[0], (), best.reason)
    candidates = tuple((index, evidence[index].rank) for index in ranking)
    has_several = best.is_sure or best.reason == "spelling"
    return _Decision(None, candidates, "several" if has_several else best.reason)


def _is_reverse_order(best: Evidence, other: Evidence) -> bool:
    """Return whether two members have each other's names: "Chen Li" may be Li Chen or Chen Li."""
    return best.reason in ("name", "pinyin") and other.reason == "order"
