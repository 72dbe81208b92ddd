"""The page of a project, with its openings and the news about it."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from news.models import NewsItem
from projects import views
from recruiting.models import Notice

MAX_NEWS = 8


@require_safe
def project(request, slug):
    """Show a project with its people, publications and links, and its openings and latest news."""
    return views.project(request, slug, related=_related)


def _related(row):
    now = timezone.now()
    news = NewsItem.objects.public(timezone.localdate(now)).filter(projects=row).newest_first()
    notices = Notice.objects.open(now).filter(project=row).soonest_first()
    return {"news": list(news[:MAX_NEWS]), "notices": list(notices)}
