"""The home page: the lab's head with its picture, and the sections that the lab has chosen, in its order."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.caching import prepared
from news.models import NewsItem
from people.context import current_lab
from people.models import HomeSection, Lab, Person, Role, Team
from people.roster import role_count
from people.structured_data import organization_data
from projects.models import Project
from publications.models import Publication
from recruiting.models import Notice

PROJECTS, NEWS, PUBLICATIONS, PORTRAITS, NOTICES, TEAMS = 6, 6, 4, 20, 3, 6


@prepared
def open_notices(on, *, now):
    return Notice.objects.open_on(on, now).soonest_first()[:NOTICES]


@prepared
def latest_news(on):
    return NewsItem.objects.public(on).pinned_first()[:NEWS]


@prepared
def selected_publications():
    return Publication.objects.public().selected_first()[:PUBLICATIONS].for_list().selected_first()


@prepared
def first_projects(on):
    return Project.objects.public().current_first(on).for_list()[:PROJECTS]


@prepared
def portraits(on):
    people = Person.objects.public().in_the_lab(on).by_seniority()
    return people.for_list("interests", "interests_zh")[:PORTRAITS]


@prepared
def numbers_by_role(on):
    return Person.objects.public().in_the_lab(on).values_list("role").annotate(Count("pk"))


@prepared
def first_teams(on):
    return Team.objects.public().in_list(on, 0, TEAMS)


@dataclass(frozen=True)
class People:
    """The first people of the lab by seniority, and the number of all."""

    portraits: list[Person]
    head_counts: list[str]  # "4 PhD students"
    head_count: int

    @classmethod
    def on(cls, day: date) -> "People | None":
        """Return the people in the lab on this day, or None if there are none."""
        first = portraits(day)
        counts = sorted(numbers_by_role(day)) if first else []
        texts = [role_count(Role(role), number) for role, number in counts]
        return cls(first, texts, sum(number for _role, number in counts)) if first else None


@dataclass(frozen=True)
class Section:
    """A section of the home page, and what its template displays."""

    key: str
    content: Any

    @property
    def template(self) -> str:
        return f"labsite/home/_{self.key}.html"


def home_sections(lab: Lab, now: datetime) -> list[Section]:
    """Return the sections of the lab that have content, in its order. Hidden ones are not queried."""
    today = timezone.localdate(now)
    contents = {
        HomeSection.ABOUT: lambda: lab.about or lab.about_zh,
        HomeSection.PROJECTS: lambda: first_projects(today),
        HomeSection.NEWS: lambda: latest_news(today),
        HomeSection.PUBLICATIONS: selected_publications,
        HomeSection.PEOPLE: lambda: People.on(today),
        HomeSection.OPENINGS: lambda: open_notices(today, now=now),
        HomeSection.TEAMS: lambda: first_teams(today),
        HomeSection.CONTACT: lambda: has_contact(lab),
    }
    sections = (Section(key, contents[key]()) for key in lab.home_section_keys)
    return [section for section in sections if section.content]


def has_contact(lab: Lab) -> bool:
    """Return whether the lab says how to reach it."""
    fields = (
        lab.address,
        lab.address_zh,
        lab.directions,
        lab.directions_zh,
        lab.map_url,
        lab.email,
        lab.phone,
    )
    return any(fields)


@require_safe
def home(request):
    lab = current_lab(request)
    sections = home_sections(lab, timezone.now())
    keys = {section.key for section in sections}
    return render(
        request,
        "labsite/coming_soon.html" if is_new(lab, sections) else "labsite/home.html",
        {
            "sections": sections,
            "is_hiring": HomeSection.OPENINGS in keys,
            "has_papers": HomeSection.PUBLICATIONS in keys,
            "structured_data": {"@context": "https://schema.org", **organization_data(lab)},
        },
    )


def is_new(lab: Lab, sections: list[Section]) -> bool:
    """Return whether a new site has nothing to show yet except the lab's name, and perhaps the PI."""
    has_own_choice = lab.tagline or lab.tagline_zh or lab.home_sections
    contents = {section.key: section.content for section in sections}
    people = contents.get(HomeSection.PEOPLE)
    if has_own_choice or contents.keys() - {HomeSection.PEOPLE, HomeSection.CONTACT}:
        return False
    return people is None or people.head_count <= 1
