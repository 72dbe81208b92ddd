"""How lists describe members on a given day: role and year of study, institutions, period, destination."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import ngettext_lazy

from core.caching import prepared
from core.languages import LocalText, local
from core.partial_dates import PartialDate
from core.sorting import by_language
from people.models import Affiliation, Degree, Education, Lab, Person, Role, Team, TeamMembership
from people.study_year import USUAL_YEARS, student_text, year_of_study

DEGREE_OF_ROLE = {Role.PHD: Degree.PHD, Role.MASTER: Degree.MASTER, Role.UNDERGRADUATE: Degree.BACHELOR}


@dataclass(frozen=True)
class Member:
    """A person as described on a given day, or on their last day in the lab or team if that is earlier."""

    person: Person
    status: str  # "Third-year PhD student"
    institutions: list[LocalText]
    start: PartialDate | None
    end: PartialDate | None
    is_lead: bool = False
    joins: PartialDate | None = None  # if the person joins the lab later

    @property
    def destination(self) -> LocalText:
        return local(self.person, "destination")


def prefetch_education(people: Iterable[Person], profile_of: Person | None = None) -> None:
    """Set ``education_list`` and ``affiliation_list`` of many people with two queries.

    Only the education for the degree of each person's role is loaded. For the person ``profile_of``, whose
    profile shows everything, all education is loaded.
    """
    all_people = [*people, *([profile_of] if profile_of else [])]
    keys = list({person.pk for person in all_people})
    education = _education(keys=keys, profile_of=profile_of.pk if profile_of else None)
    for rows, attribute in ((education, "education_list"), (_affiliations(keys=keys), "affiliation_list")):
        rows_by_person = defaultdict(list)
        for row in rows:
            rows_by_person[row.person_id].append(row)
        for person in all_people:
            setattr(person, attribute, rows_by_person[person.pk])


@prepared
def _education(*, keys, profile_of):
    of_role = [Q(person__role=role, degree=degree) for role, degree in DEGREE_OF_ROLE.items()]
    return Education.objects.filter(
        Q(*of_role, _connector=Q.OR) | Q(person__pk=profile_of), person__pk__in=keys
    )


@prepared
def _affiliations(*, keys):
    return Affiliation.objects.filter(person__pk__in=keys)


def current_degree_program(person: Person, on: date) -> Education | None:
    """Return the education, for the degree of the person's role, that is in progress on this day."""
    degree = DEGREE_OF_ROLE.get(person.role)
    running = [
        row
        for row in person.education_list
        if row.degree == degree
        and row.start is not None
        and row.start.first_day <= on
        and (row.end is None or row.is_expected or on <= row.end.last_day)
    ]
    return max(running, key=lambda row: row.start, default=None)


def status_of(person: Person, on: date, academic_year_start: int) -> str:
    """Return the person's status on this day: "Third-year PhD student", or the name of the role."""
    degree = DEGREE_OF_ROLE.get(person.role)
    if degree is None:
        return str(person.role_label)
    program = current_degree_program(person, on)
    year = year_of_study(program.start, on, academic_year_start) if program else None
    if year and year > USUAL_YEARS[degree] and not (program.end and on <= program.end.last_day):
        year = None
    return student_text(degree, year)


def affiliations_of(person: Person, on: date) -> list[Affiliation]:
    return [row for row in person.affiliation_list if row.runs(on)]


def institutions_of(person: Person, on: date) -> list[LocalText]:
    """Return the institutions of the person's affiliations on this day, or else of their studies."""
    rows = [local(row, "institution") for row in affiliations_of(person, on)]
    program = None if rows else current_degree_program(person, on)
    return list(dict.fromkeys(rows)) or ([local(program, "school")] if program else [])


def member_on(person: Person, on: date, lab: Lab, membership: TeamMembership | None = None) -> Member:
    """Return the person as a Member on this day, or on their last day in the lab or team if that is earlier.

    For many people, call ``prefetch_education`` first.
    """
    start = membership.start if membership else person.joined
    ends = [membership.end if membership else None, person.left]
    end = min(filter(None, ends), key=lambda date: date.last_day, default=None)
    day = min(on, end.last_day) if end else on
    return Member(
        person=person,
        status=status_of(person, day, lab.academic_year_start),
        institutions=institutions_of(person, day),
        start=start,
        end=end,
        is_lead=bool(membership and membership.is_lead),
        joins=person.joined if person.joined and person.joined.first_day > on else None,
    )


@dataclass(frozen=True)
class Group:
    """The members of one role that a page lists; ``count`` includes those on other pages."""

    role: Role
    members: list[Member]
    count: int

    @property
    def title(self) -> str:
        """The heading: the role in the plural, except that of the one principal investigator."""
        return str(self.role.label if self.role == Role.PI and self.count == 1 else self.role.plural)


def by_role(members: Iterable[Member], counts: dict[int, int] | None = None) -> list[Group]:
    """Group members by role, in the order of roles; ``counts`` gives the head count of each role."""
    groups: dict[int, list[Member]] = {}
    for member in members:
        groups.setdefault(member.person.role, []).append(member)
    return [
        Group(Role(role), rows, (counts or {}).get(role, len(rows))) for role, rows in sorted(groups.items())
    ]


@dataclass(frozen=True)
class TeamRoster:
    """The leads, current members and former members of a team on a given day."""

    team: Team
    current: list[Member]
    previous: list[Member]

    @property
    def leads(self) -> list[Member]:
        return [member for member in self.current if member.is_lead]

    @property
    def head_counts(self) -> list[str]:
        """The number of members of each role: "4 PhD students"."""
        numbers = Counter(member.person.role for member in self.current)
        return [role_count(Role(role), number) for role, number in sorted(numbers.items())]

    def is_led_by(self, person: Person) -> bool:
        return any(member.person.pk == person.pk for member in self.leads)

    @classmethod
    def of(cls, memberships: Iterable[TeamMembership], on: date, lab: Lab) -> list["TeamRoster"]:
        """Return a roster for each team of the memberships.

        Load the memberships with team and person, and call ``prefetch_education`` for the people, first.
        """
        teams: dict[int, TeamRoster] = {}
        for membership in memberships:
            roster = teams.setdefault(membership.team_id, cls(membership.team, [], []))
            if not membership.has_started(on):
                continue
            rows = roster.current if membership.is_current(on) else roster.previous
            rows.append(member_on(membership.person, on, lab, membership))
        for roster in teams.values():
            roster.current[:] = _latest_periods(roster.current)
            present = {member.person.pk for member in roster.current}
            roster.previous[:] = [
                member for member in _latest_periods(roster.previous) if member.person.pk not in present
            ]
            roster.current.sort(key=_seniority)
            roster.previous.sort(key=lambda member: str(member.end or ""), reverse=True)
        return sorted(teams.values(), key=lambda roster: team_order(roster.team))


def team_order(team: Team) -> tuple[int, str, int]:
    """Return the key by which teams are sorted in the current language."""
    return team.position, getattr(team, by_language("sort_name")), team.pk


def _latest_periods(members: list[Member]) -> Iterable[Member]:
    """Return the members with only the period that ends last for each person."""
    by_end = sorted(members, key=lambda member: (str(member.end or "9999"), str(member.start or "")))
    return {member.person.pk: member for member in by_end}.values()


def _seniority(member: Member):
    person = member.person
    started = min(
        (
            str(row.start)
            for row in person.education_list
            if row.degree == DEGREE_OF_ROLE.get(person.role) and row.start
        ),
        default="",
    )
    name = getattr(person, by_language("sort_name"))
    return (not member.is_lead, person.role, person.position, started, str(person.joined or ""), name)


ROLE_COUNTS = {
    Role.PI: ngettext_lazy(
        "%(number)d principal investigator", "%(number)d principal investigators", "number"
    ),
    Role.FACULTY: ngettext_lazy("%(number)d faculty member", "%(number)d faculty members", "number"),
    Role.POSTDOC: ngettext_lazy("%(number)d postdoc", "%(number)d postdocs", "number"),
    Role.PHD: ngettext_lazy("%(number)d PhD student", "%(number)d PhD students", "number"),
    Role.MASTER: ngettext_lazy("%(number)d master’s student", "%(number)d master’s students", "number"),
    Role.UNDERGRADUATE: ngettext_lazy("%(number)d undergraduate", "%(number)d undergraduates", "number"),
    Role.STAFF: ngettext_lazy("%(number)d staff member", "%(number)d staff members", "number"),
    Role.VISITOR: ngettext_lazy("%(number)d visitor", "%(number)d visitors", "number"),
    Role.INTERN: ngettext_lazy("%(number)d intern", "%(number)d interns", "number"),
}


def role_count(role: Role, number: int) -> str:
    """Return a head count in words: "4 PhD students"."""
    return ROLE_COUNTS[role] % {"number": number}
