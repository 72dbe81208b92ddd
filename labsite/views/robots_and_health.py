"""robots.txt for crawlers, and the health check for monitoring."""

import logging

from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.database.waits import HEALTH_CHECK, waiting
from core.disk_checks import disk_problems
from core.http import absolute, site_path
from core.outages.faults import RETRY_AFTER

logger = logging.getLogger(__name__)


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        *(
            f"Disallow: {site_path(prefix + path)}"
            for prefix in ("", "/zh-hans")
            for path in ("/admin/", "/accounts/", "/me/", "/desk/", "/search/")
        ),
        f"Disallow: {reverse('theme')}",
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def healthz(request):
    """Respond with 200 if the database answers, else with 503, both within a second.

    With ``?deep=1``, for monitoring, also try to write where the site stores files.
    """
    headers = {"Cache-Control": "no-store"}
    problems = [*_database_problems(), *(disk_problems() if request.GET.get("deep") else [])]
    if problems:
        headers["Retry-After"] = str(RETRY_AFTER)
    text = "\n".join(problems or ["ok"]) + "\n"
    return HttpResponse(text, status=503 if problems else 200, content_type="text/plain", headers=headers)


def _database_problems() -> list[str]:
    try:
        with waiting(HEALTH_CHECK), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        logger.warning("The database does not answer: %s", error)
        return ["database unavailable"]
    return []
