"""The home page: who we are, what is open, what is new."""

from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from news.models import NewsItem
from people.context import current_lab
from people.models import Person, Role, Team
from people.roster import role_count
from people.structured_data import organization_data
from publications.models import Publication
from recruiting.models import Notice

NEWS, PUBLICATIONS, PORTRAITS, NOTICES, TEAMS = 6, 4, 18, 3, 6


@require_safe
def home(request):
    today, lab = timezone.localdate(), current_lab(request)
    current = Person.objects.public().current(today)
    counts = sorted(current.values_list("role").annotate(Count("pk")))
    return render(
        request,
        "labsite/home.html",
        {
            "notices": Notice.objects.open(today).soonest_first()[:NOTICES],
            "news": NewsItem.objects.public(today).pinned_first()[:NEWS],
            "publications": Publication.objects.public().selected_first()[:PUBLICATIONS].for_list(),
            "portraits": current.by_seniority()[:PORTRAITS],
            "head_counts": [role_count(Role(role), number) for role, number in counts],
            "head_count": sum(number for _role, number in counts),
            "teams": Team.objects.public().in_order().with_head_counts(today).with_leads(today)[:TEAMS],
            "structured_data": {"@context": "https://schema.org", **organization_data(lab, request)},
        },
    )
