"""The profile of a person."""

from django.db.models import Count, Exists, Max, OuterRef, Subquery, Sum
from django.db.models.functions import JSONObject
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.caching import JSONRows, prepared
from core.charts import chart_of_years
from news.models import NewsItem
from people.context import current_lab
from people.models import Honor, Person, Role, TeamMembership, find_by_slug
from people.roster import TeamRoster, affiliations_of, member_on, prefetch_education, team_order
from people.structured_data import person_data
from projects.roles import roles_of, with_project_rows
from publications.models import Authorship, CitationYear, Editorship, Publication, PublicationKind, Talk
from recruiting.models import Notice

MAX_NEWS, MAX_PUBLICATIONS = 8, 15


def with_publication_figures(people):
    """Annotate ``figures``: number of publications, number of citations, and the day they were counted.

    ``edited_count`` is the number of books that the person edited and is not an author of.
    """
    authorships = Authorship.objects.filter(person=OuterRef("pk"), publication__is_public=True).values(
        "person"
    )
    figures = JSONObject(
        publications=Count("pk"),
        citations=Sum("publication__citations"),
        day=Max("publication__citations_on"),
    )
    is_author = Authorship.objects.filter(publication=OuterRef("publication"), person=OuterRef("person"))
    edited = Editorship.objects.filter(
        ~Exists(is_author),
        person=OuterRef("pk"),
        publication__is_public=True,
        publication__kind=PublicationKind.BOOK,
    )
    return people.annotate(
        figures=Subquery(authorships.values("person").annotate(figures=figures).values("figures")),
        edited_count=Subquery(
            edited.order_by().values("person").annotate(number=Count("pk")).values("number")
        ),
    )


def with_citations_by_year(people):
    """Annotate ``citation_rows``: the number of citations of each person's publications in each year."""
    citations = CitationYear.objects.filter(
        publication__authorships__person=OuterRef("pk"), publication__is_public=True
    )
    years = citations.order_by("year").values("year").annotate(number=Sum("citations"))
    return people.annotate(citation_rows=JSONRows(years, year="year", number="number"))


@prepared
def people_with_slug(*, slug):
    people = Person.objects.public().with_links().with_stays().with_service()
    people = with_project_rows(with_citations_by_year(with_publication_figures(people)))
    return people.filter(slug=slug)


@prepared
def memberships_of_and_led_by(*, person):
    return TeamMembership.objects.public().of_or_led_by(person).with_members()


@prepared
def latest_news(on, *, person):
    return NewsItem.objects.public(on).about(person).newest_first()[: MAX_NEWS + 1]


@prepared
def latest_publications(*, person):
    return (
        Publication.objects.public()
        .by_author(person)
        .newest_first()[:MAX_PUBLICATIONS]
        .for_list()
        .newest_first()
    )


@prepared
def honors(*, person):
    return Honor.objects.of(person).with_people()


@prepared
def talks(*, person):
    return Talk.objects.of(person).with_links_to_publications().with_people()


@prepared
def open_notices(on, is_pi, *, now, person, teams):
    return Notice.objects.open_on(on, now).for_profile(person, teams, is_pi=is_pi)


@require_safe
def profile(request, slug):
    """Show the profile of a person as an academic homepage."""
    now, lab = timezone.now(), current_lab(request)
    today = timezone.localdate(now)
    matches = people_with_slug(slug=slug)
    if not matches:
        return redirect(find_by_slug(Person.objects.public(), slug), permanent=True)
    person = matches[0]
    if person.edited_count:
        written = person.figures or {"publications": 0}
        person.figures = {**written, "publications": written["publications"] + person.edited_count}
    memberships = memberships_of_and_led_by(person=person.pk)
    prefetch_education([membership.person for membership in memberships], profile_of=person)
    member, is_current = member_on(person, today, lab), person.is_current(today)
    own = [membership for membership in memberships if membership.person_id == person.pk]
    led_teams = [roster for roster in TeamRoster.of(memberships, today, lab) if roster.is_led_by(person)]
    team_keys = [roster.team.pk for roster in led_teams]
    is_pi = person.role == Role.PI
    return render(
        request,
        "labsite/profile.html",
        {
            "person": person,
            "member": member,
            "is_current": is_current,
            # For former members, it is not known whether unfinished studies are still in progress.
            "ongoing": None if is_current else "",
            "affiliations": affiliations_of(person, today),
            "earlier_affiliations": [row for row in person.affiliation_list if not row.runs(today)],
            "memberships": sorted(own, key=lambda membership: team_order(membership.team)),
            "citations": _citation_chart(person, today),
            "notices": open_notices(today, is_pi, now=now, person=person.pk, teams=team_keys),
            "structured_data": person_data(person, lab, on=today, job_title=member.status),
            **_sections(person, led_teams, today),
        },
    )


def _sections(person, led_teams, today):
    """Return the template context of the sections with a heading of their own."""
    news = latest_news(today, person=person.pk)
    sections = {
        "news": news[:MAX_NEWS],
        "teams": led_teams,
        "publications": latest_publications(person=person.pk),
        "projects": roles_of(person),
        "honors": _with_others(honors(person=person.pk), person),
        "education": person.education_list,
        "talks": _with_others(talks(person=person.pk), person),
        "service": person.service_list,
    }
    return {"sections": sections, "more_news": len(news) > MAX_NEWS}


def _with_others(rows, person):
    """Set ``others`` on each row: the public people, besides this one, who share it."""
    for row in rows:
        row.others = row.public_others(person)
    return rows


def _citation_chart(person, today):
    citations = {row["year"]: row["number"] for row in person.citation_rows}
    return chart_of_years(citations, current_year=today.year)
