"""Error pages in the look of the site."""

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request, exception):
    return render(request, "404.html", status=404)


def refused(request, exception=None):
    return render(request, "403.html", status=403)


def server_error(request):
    """Asks nothing of the database, which may be what is broken."""
    return HttpResponseServerError(render_to_string("500.html"))
