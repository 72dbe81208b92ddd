"""The home page: the lab, open notices, news and selected publications."""

from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.caching import prepared
from news.models import NewsItem
from people.context import current_lab
from people.models import Lab, Person, Role, Team
from people.roster import role_count
from people.structured_data import organization_data
from publications.models import Publication
from recruiting.models import Notice

NEWS, PUBLICATIONS, PORTRAITS, NOTICES, TEAMS = 6, 4, 20, 3, 6


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
def portraits(on):
    return Person.objects.public().in_the_lab(on).by_seniority()[:PORTRAITS]


@prepared
def numbers_by_role(on):
    return Person.objects.public().in_the_lab(on).values_list("role").annotate(Count("pk"))


@prepared
def first_teams(on):
    return Team.objects.public().in_order().with_head_counts(on).with_leads(on)[:TEAMS]


@require_safe
def home(request):
    now, lab = timezone.now(), current_lab(request)
    today = timezone.localdate(now)
    counts = sorted(numbers_by_role(today))
    context = {
        "notices": open_notices(today, now=now),
        "news": latest_news(today),
        "publications": selected_publications(),
        "portraits": portraits(today),
        "head_counts": [role_count(Role(role), number) for role, number in counts],
        "head_count": sum(number for _role, number in counts),
        "teams": first_teams(today),
        "structured_data": {"@context": "https://schema.org", **organization_data(lab)},
    }
    is_new = is_empty(lab, context)
    return render(request, "labsite/coming_soon.html" if is_new else "labsite/home.html", context)


def is_empty(lab: Lab, context: dict) -> bool:
    """Return whether a new site has nothing yet to show but the lab's name, and perhaps the PI."""
    texts = (lab.tagline, lab.tagline_zh, lab.about, lab.about_zh)
    rows = ("notices", "news", "publications", "teams")
    return not any(texts) and not any(context[name] for name in rows) and len(context["portraits"]) <= 1
