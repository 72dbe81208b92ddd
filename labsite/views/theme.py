"""The switch between light and dark mode for visitors without JavaScript."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.http import next_url
from core.theme import COOKIE, THEMES

ONE_YEAR = 365 * 24 * 3600


@require_safe
def theme(request):
    """Store the theme ``?to=light`` or ``dark`` in a cookie and return to ``next``.

    Any other value deletes the cookie, so that the theme of the system applies.
    """
    selected_theme = request.GET.get("to", "")
    response = HttpResponseRedirect(next_url(request) or reverse("home"))
    if selected_theme in THEMES:
        response.set_cookie(
            COOKIE,
            selected_theme,
            max_age=ONE_YEAR,
            path=settings.SESSION_COOKIE_PATH,
            samesite="Lax",
            secure=request.is_secure(),
        )
    else:
        response.delete_cookie(COOKIE, path=settings.SESSION_COOKIE_PATH)
    return response
