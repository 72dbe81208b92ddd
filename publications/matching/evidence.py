"""Evidence that a printed name is a certain member's: which parts of two names agree, and how strongly."""

from dataclasses import dataclass
from typing import Literal

from publications.matching.chinese import SURNAMES, is_syllable
from publications.matching.name_parsing import ParsedName, given_names_agree

#: Why a name is linked to a member, only gives candidates for people to choose from, or matches nobody.
Reason = Literal[
    # Linked to a member, because these are equal:
    "orcid",  # the ORCID iD
    "characters",  # the name in Chinese characters
    "name",  # the full name
    "pinyin",  # the full name, one of them in characters and the other in pinyin
    "spelling",  # a spelling that only this member has recorded ("J. Xu")
    # Candidates, because this makes the match unsure:
    "several",  # more than one member fits
    "twice",  # more than one author of the paper fits
    "initials",  # only initials agree
    "surname",  # only the surname is printed
    "given",  # one name has, or may have, an additional given name (Ana Maria García, Wei D. Chen)
    "particle",  # one name has an additional particle (Ada van Example)
    "suffix",  # the printed name has an additional suffix
    "order",  # surname and given name may be in reverse order
    "variant",  # the characters may be traditional and simplified forms
    "umlaut",  # "u" may stand for "ü"
    "tones",  # the Vietnamese tone marks differ
    "homonym",  # DBLP distinguishes several people of this name
    # Neither:
    "none",
]

#: How strong each kind of evidence is. From `SURE` on, the name is linked.
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
    "surname": 10,
}
SURE = 200
_EXACT_BONUS = 10  # middle names and suffix are equal too


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a printed name may be a member's; `bonus` ranks it higher among evidence of the same kind."""

    reason: Reason
    bonus: int = 0

    @property
    def rank(self) -> int:
        """The strength of the evidence."""
        return _RANKS[self.reason] + self.bonus

    @property
    def is_sure(self) -> bool:
        """Whether the evidence is strong enough for a link."""
        return self.rank >= SURE


def are_compatible(name: ParsedName, other: ParsedName) -> bool:
    """Return whether particles and suffixes agree: they may be absent on one side but must not differ."""
    return (not name.suffix or not other.suffix or name.suffix == other.suffix) and (
        not name.particle or not other.particle or name.particle == other.particle
    )


def may_abbreviate_compound(printed: ParsedName, member: ParsedName) -> bool:
    """Return whether the printed middle initial may begin the second half of the member's first name.

    "Anna L." may be Anna-Lena.
    """
    if len(printed.given) < 2 or len(printed.given[1]) > 1:
        return False
    first_name = member.given[0]
    return first_name != printed.given[0] and first_name.startswith("".join(printed.given[:2]))


def extends_given_names(printed: ParsedName, member: ParsedName) -> bool:
    """Return whether the given names agree and one side has more of them than the other."""
    return printed.given_joined != member.given_joined and given_names_agree(printed.given, member.given)


def full_name_evidence(
    printed: ParsedName, member: ParsedName, *, given_is_equal: bool, all_given_names: set[str]
) -> Evidence:
    """Return the evidence of two names whose surnames and first given names are equal.

    `given_is_equal`: so are all other given names. `all_given_names` are those of the member in any spelling:
    João Paulo Example, who also publishes as João Silva, may be printed as João Paulo Silva.
    """
    if printed.doubt:
        return Evidence(printed.doubt)
    if printed.suffix and not member.suffix:
        return Evidence("suffix")
    if printed.particle + printed.surname != member.particle + member.surname:
        return Evidence("particle")
    if not given_is_equal:
        shorter, longer = sorted((printed.given, member.given), key=len)
        additional = [word for word in longer[len(shorter) :] if len(word) > 1]
        if additional and (longer is member.given or not all_given_names.issuperset(additional)):
            return Evidence("given")
        # "Wei D. Chen" may be Weidong Chen.
        if printed.surname in SURNAMES and is_syllable(printed.given[0]) and len(longer[1]) == 1:
            return Evidence("given")
    is_exact = given_is_equal and printed.suffix == member.suffix
    has_more_than_first_name = len(printed.given) > 1 or bool(printed.suffix)
    in_pinyin = printed.in_pinyin or member.in_pinyin
    bonus = _EXACT_BONUS if is_exact and has_more_than_first_name else 0
    return Evidence("pinyin" if in_pinyin else "name", bonus)
