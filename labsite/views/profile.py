"""The profile of a person, as an academic homepage."""

from django.db.models import Count, Max, OuterRef, Subquery, Sum
from django.db.models.functions import JSONObject
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.caching import JSONRows, prepared
from core.charts import chart_of_years
from news.models import NewsItem
from people.context import current_lab
from people.models import Honor, Person, Role, Service, TeamMembership, find_by_slug
from people.roster import TeamRoster, affiliations_of, member_on, prefetch_education
from people.structured_data import person_data
from publications.models import Authorship, CitationYear, Publication, Talk
from recruiting.models import Notice

NEWS, PUBLICATIONS = 8, 15


def with_publication_figures(people):
    """Adds ``figures`` of each person: how many publications, how often cited, as of which day."""
    written = Authorship.objects.filter(person=OuterRef("pk"), publication__is_public=True).values("person")
    figures = JSONObject(
        publications=Count("pk"),
        citations=Sum("publication__citations"),
        day=Max("publication__citations_on"),
    )
    return people.annotate(figures=Subquery(written.annotate(figures=figures).values("figures")))


def with_citations_of_years(people):
    """Brings ``citation_rows``: how often the publications of each person were cited in each year."""
    cited = CitationYear.objects.filter(
        publication__authorships__person=OuterRef("pk"), publication__is_public=True
    )
    years = cited.order_by("year").values("year").annotate(number=Sum("citations"))
    return people.annotate(citation_rows=JSONRows(years, year="year", number="number"))


@prepared
def people_with_slug(*, slug):
    people = Person.objects.public().with_links().with_stays()
    return with_citations_of_years(with_publication_figures(people)).filter(slug=slug)


@prepared
def memberships_around(*, person):
    return TeamMembership.objects.public().of_or_led_by(person).select_related("team", "person")


@prepared
def latest_news(on, *, person):
    return NewsItem.objects.public(on).about(person).newest_first()[: NEWS + 1]


@prepared
def latest_publications(*, person):
    return Publication.objects.public().by_author(person).newest_first()[:PUBLICATIONS].for_list()


@prepared
def honors(*, person):
    return Honor.objects.filter(person=person)


@prepared
def talks(*, person):
    given = Talk.objects.filter(person=person).select_related("publication")
    return given.defer("publication__abstract", "publication__search_text")


@prepared
def service(*, person):
    return Service.objects.filter(person=person)


@prepared
def open_notices(on, is_pi, *, now, person, teams):
    return Notice.objects.open_on(on, now).concerning(person, teams, is_pi=is_pi)


@require_safe
def profile(request, slug):
    now, lab = timezone.now(), current_lab(request)
    today = timezone.localdate(now)
    found = people_with_slug(slug=slug)
    if not found:
        return redirect(find_by_slug(Person.objects.public(), slug), permanent=True)
    person = found[0]
    memberships = memberships_around(person=person.pk)
    prefetch_education([membership.person for membership in memberships], whole=person)
    member, is_current = member_on(person, today, lab), person.is_current(today)
    own = [membership for membership in memberships if membership.person_id == person.pk]
    led = [roster for roster in TeamRoster.of(memberships, today, lab) if roster.is_led_by(person)]
    news = latest_news(today, person=person.pk)
    sections = {
        "news": news[:NEWS],
        "teams": led,
        "publications": latest_publications(person=person.pk),
        "honors": honors(person=person.pk),
        "education": person.education_list,
        "talks": talks(person=person.pk),
        "service": service(person=person.pk),
    }
    return render(
        request,
        "labsite/profile.html",
        {
            "person": person,
            "member": member,
            "is_current": is_current,
            # Of somebody who has left, nobody knows whether unfinished studies still go on.
            "ongoing": None if is_current else "",
            "affiliations": affiliations_of(person, today),
            "earlier_affiliations": [row for row in person.affiliation_list if not row.runs(today)],
            "memberships": own,
            "sections": sections,
            "citations": chart_of_years(
                {row["year"]: row["number"] for row in person.citation_rows}, current_year=today.year
            ),
            "more_news": len(news) > NEWS,
            "notices": open_notices(
                today,
                person.role == Role.PI,
                now=now,
                person=person.pk,
                teams=[roster.team.pk for roster in led],
            ),
            "structured_data": person_data(person, lab, request, on=today, job_title=member.status),
        },
    )
