"""The switch between light and dark, for visitors without scripts."""

from django.http import HttpResponseRedirect
from django.utils.http import MAX_URL_REDIRECT_LENGTH, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from core.theme import THEMES

ONE_YEAR = 365 * 24 * 3600


@require_safe
def theme(request):
    """Remembers ``?to=light``, ``dark`` or, for anything else, the system's preference; goes back."""
    wanted, back = request.GET.get("to", ""), request.GET.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    if not is_ours or len(back) > MAX_URL_REDIRECT_LENGTH:
        back = "/"
    response = HttpResponseRedirect(back)
    if wanted in THEMES:
        response.set_cookie("theme", wanted, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie("theme")
    return response
