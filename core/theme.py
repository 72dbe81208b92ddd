"""The visitor's choice between the light and the dark theme, kept in a cookie."""

from django.http import HttpRequest

THEMES = ("light", "dark")
COOKIE = "theme"


def theme_of(request: HttpRequest) -> str:
    """Return the chosen theme, "light" or "dark", or "" to follow the system's preference."""
    theme = request.COOKIES.get(COOKIE, "")
    return theme if theme in THEMES else ""
