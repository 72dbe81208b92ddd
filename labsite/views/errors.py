"""Error pages in the design of the site."""

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request, exception):
    return render(request, "404.html", status=404)


def permission_denied(request, exception=None):
    return render(request, "403.html", status=403)


def server_error(request):
    """Render a page without database queries, because the database may be the cause."""
    return HttpResponseServerError(render_to_string("500.html"))
