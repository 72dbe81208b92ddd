"""The people of a block with all rows of their profiles, and their teams."""

from collections.abc import Iterable

from labsite.demo.synthetic import words
from labsite.demo.synthetic.block import LAST_YEAR, NOTE, NOTE_ZH, POSITION, Block, names, short, write
from people.models import (
    Affiliation,
    Degree,
    Education,
    Honor,
    Person,
    ProfileLink,
    Role,
    Service,
    Team,
    TeamMembership,
)
from publications.models import Talk

PEOPLE, CURRENT, TEAMS = 50, 30, 4  # in a block; with the ten of the facts, 40 are current at scale 1
FIRST_LEAVING = 2014

#: The roles of the team leads, and of the other people in turn.
LEADS = [Role.FACULTY, Role.POSTDOC, Role.FACULTY, Role.POSTDOC]
OTHERS = [
    *[Role.PHD, Role.MASTER, Role.UNDERGRADUATE, Role.PHD, Role.MASTER, Role.PHD, Role.INTERN, Role.PHD],
    *[Role.UNDERGRADUATE, Role.PHD, Role.MASTER, Role.VISITOR, Role.PHD, Role.STAFF, Role.MASTER],
]
STUDIES = {
    Role.PHD: (Degree.PHD, 5),
    Role.MASTER: (Degree.MASTER, 3),
    Role.UNDERGRADUATE: (Degree.BACHELOR, 4),
}
HONORS = [
    ("Best Paper Award", "最佳论文奖", ""),
    ("Scholarship for Excellence", "优秀奖学金", "Top 5%"),
    ("Outstanding Student", "优秀学生", "1/20"),
    ("Programming Contest, Silver Medal", "程序设计竞赛银牌", ""),
    ("Travel Grant", "差旅资助", ""),
]
SERVICE = [("Reviewer", "审稿人"), ("Teaching Assistant", "助教"), ("Committee Member", "委员会委员")]
LINKS = ["homepage", "google-scholar", "orcid", "dblp", "github", "zhihu"]


def write_people(block: Block) -> None:
    block.people = [_person(block, index) for index in range(PEOPLE)]
    write(block.people)
    for rows_of in (_affiliations, _education, _links, _honors, _service, _talks):
        write([row for person in block.people for row in rows_of(block, person)])


def _person(block: Block, index: int) -> Person:
    chance = block.chance
    name, native_name = names()[(block.number * PEOPLE + index) % len(names())]
    role = LEADS[index] if index < TEAMS else OTHERS[(index - TEAMS) % len(OTHERS)]
    slug = block.slug(Person, name)
    joined, left = _years(block, role, is_current=index < CURRENT)
    destination, destination_zh = (
        chance.choice(words.DESTINATIONS) if left and block.happens(70) else ("", "")
    )
    (topic, topic_zh), (other, other_zh) = chance.sample(words.TOPICS, 2)
    return Person(
        slug=slug,
        name=name,
        native_name=native_name,
        aliases=short(name) if block.happens(50) else "",
        role=role,
        position=POSITION,
        photo=chance.choice(block.shared.portraits) if block.happens(85) else "",
        bio=f"{name} is fictional and works on {topic.lower()} and {other.lower()}. {NOTE}",
        bio_zh=f"{native_name or name}是虚构人物，研究{topic_zh}和{other_zh}。{NOTE_ZH}",
        interests=f"{topic}, {other.lower()}",
        interests_zh=f"{topic_zh}、{other_zh}",
        joined=f"{joined}-09",
        left=f"{left}-06" if left else None,
        destination=destination,
        destination_zh=destination_zh,
        email=f"{slug}@example.org",
        email_visibility="public" if block.happens(50) else "hidden",
    )


def _years(block: Block, role: Role, is_current: bool) -> tuple[int, int | None]:
    """Return the year of joining and, for former members, the year of leaving."""
    _degree, length = STUDIES.get(role, (None, 6))
    if is_current:
        return LAST_YEAR - block.chance.randrange(length), None
    left = block.chance.randint(FIRST_LEAVING, LAST_YEAR - 1)
    return left - length, left


def _years_of(person: Person) -> tuple[int, int]:
    return int(person.joined[:4]), int(person.left[:4]) if person.left else LAST_YEAR


def _month_in_lab(block: Block, person: Person) -> str:
    first, last = _years_of(person)
    year = block.chance.randint(first, last)
    return f"{year}-{block.chance.randint(9, 12) if year == first else block.chance.randint(1, 6):02}"


def _affiliations(block: Block, person: Person) -> Iterable[Affiliation]:
    places = block.chance.sample(words.SCHOOLS, 2 if block.happens(25) else 1)
    for position, (institution, institution_zh) in enumerate(places, start=1):
        department, department_zh = block.chance.choice(words.DEPARTMENTS)
        yield Affiliation(
            person=person,
            position=position,
            institution=institution,
            institution_zh=institution_zh,
            department=department,
            department_zh=department_zh,
            start=person.joined,
            end=person.left,
        )


def _education(block: Block, person: Person) -> Iterable[Education]:
    joined, _last = _years_of(person)
    degree, length = STUDIES.get(person.role, (Degree.PHD, 5))
    start = joined if person.role in STUDIES else joined - length
    studies = [(degree, start, start + length)]
    if degree != Degree.BACHELOR:
        studies.append((Degree.BACHELOR, start - 4, start))
    for degree, first, last in studies:
        school, school_zh = block.chance.choice(words.SCHOOLS)
        yield Education(
            person=person,
            degree=degree,
            school=school,
            school_zh=school_zh,
            start=f"{first}-09",
            end=f"{last}-06",
            is_expected=last > LAST_YEAR,
        )


def _links(block: Block, person: Person) -> Iterable[ProfileLink]:
    kinds = block.chance.sample(LINKS, block.chance.randint(1, 4))
    for position, kind in enumerate(kinds, start=1):
        url = f"https://example.org/{kind}/{person.slug}"
        yield ProfileLink(person=person, position=position, kind=kind, url=url)


def _honors(block: Block, person: Person) -> Iterable[Honor]:
    for title, title_zh, level in block.chance.sample(HONORS, block.chance.randrange(5)):
        issuer, issuer_zh = block.chance.choice(words.SCHOOLS)
        yield Honor(
            person=person,
            date=_month_in_lab(block, person),
            title=title,
            title_zh=title_zh,
            level=level,
            issuer=issuer,
            issuer_zh=issuer_zh,
            is_highlighted=block.happens(20),
        )


def _service(block: Block, person: Person) -> Iterable[Service]:
    for role, role_zh in block.chance.sample(SERVICE, block.chance.randrange(3)):
        venue, month = block.chance.choice(block.shared.venues["conference"]), _month_in_lab(block, person)
        yield Service(person=person, role=role, role_zh=role_zh, subject=venue.name, start=month, end=month)


def _talks(block: Block, person: Person) -> Iterable[Talk]:
    for _ in range(block.chance.randrange(4)):
        venue, month = block.chance.choice(block.shared.venues["conference"]), _month_in_lab(block, person)
        yield Talk(
            person=person,
            date=month,
            kind=block.chance.choice(["oral", "invited", "poster", "keynote"]),
            title=block.title()[0],
            event=f"{venue.abbreviation} {month[:4]}",
            place=block.chance.choice(words.PLACES),
        )


# ---- teams ------------------------------------------------------------------------------------


def write_teams(block: Block) -> None:
    """Put each person in a team, and some in a second one."""
    teams = [_team(block, block.number * TEAMS + index) for index in range(TEAMS)]
    write(teams)
    memberships = []
    for index, person in enumerate(block.people):
        period = {"person": person, "start": person.joined, "end": person.left}
        memberships.append(TeamMembership(team=teams[index % TEAMS], is_lead=index < TEAMS, **period))
        if block.happens(15):
            memberships.append(TeamMembership(team=teams[(index + 1) % TEAMS], **period))
    write(memberships)


def _team(block: Block, number: int) -> Team:
    again, index = divmod(number, len(words.TOPICS))
    topic, topic_zh = words.TOPICS[index]
    suffix = f" {again + 1}" if again else ""
    return Team(
        slug=block.slug(Team, f"{topic} team{suffix}"),
        name=f"{topic} team{suffix}",
        name_zh=f"{topic_zh}小组{suffix}",
        position=POSITION + number,
        description=f"A team for {topic.lower()}. {NOTE}",
        description_zh=f"{topic_zh}小组。{NOTE_ZH}",
    )
