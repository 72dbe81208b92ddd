"""The switch between light and dark mode for visitors without JavaScript."""

from django.http import HttpResponseRedirect
from django.utils.http import MAX_URL_REDIRECT_LENGTH, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from core.theme import COOKIE, THEMES

ONE_YEAR = 365 * 24 * 3600


@require_safe
def theme(request):
    """Store the theme ``?to=light`` or ``dark`` in a cookie and return to ``next``.

    Any other value deletes the cookie, so that the theme of the system applies.
    """
    selected_theme, next_url = request.GET.get("to", ""), request.GET.get("next", "/")
    is_secure = request.is_secure()
    is_own_url = url_has_allowed_host_and_scheme(next_url, {request.get_host()}, require_https=is_secure)
    if not is_own_url or len(next_url) > MAX_URL_REDIRECT_LENGTH:
        next_url = "/"
    response = HttpResponseRedirect(next_url)
    if selected_theme in THEMES:
        response.set_cookie(COOKIE, selected_theme, max_age=ONE_YEAR, samesite="Lax", secure=is_secure)
    else:
        response.delete_cookie(COOKIE)
    return response
