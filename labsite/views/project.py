"""The page of a project, with the news about it."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from news.models import NewsItem
from projects import views

MAX_NEWS = 8


@require_safe
def project(request, slug):
    """Show a project with its people, publications and links, and its latest news."""
    return views.project(request, slug, related=_related)


def _related(row):
    news = NewsItem.objects.public(timezone.localdate()).filter(projects=row).newest_first()
    return {"news": list(news[:MAX_NEWS])}
