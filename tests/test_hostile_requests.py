"""No URL answers with an internal error, whatever is in its path, its query string or a submitted form.

The values rotate, so that each URL gets some of them, in the role that it is made for; ``make hostile`` sends
many more, in all roles.
"""

from contextlib import nullcontext
from itertools import count, cycle, islice
from urllib.parse import quote, urlencode

import pytest

from tests import permission_clients
from tests.admin_rows import fetch_rows
from tests.hostile.requests import PARAMETERS, routes
from tests.hostile.values import TEXTS
from tests.rendering import without_rendering

pytestmark = pytest.mark.django_db
clients = permission_clients.clients

#: Without the longest values, which make the tests slow.
VALUES = [text for text in TEXTS if len(text) < 1000]
ROUTES = routes()


def role_of(route):
    """Return the role that sees most of a URL: others are refused, or see the same with fewer links."""
    if route.startswith("/admin/"):
        return "admin"
    return "pi" if route.startswith(("/me/", "/desk/")) else "visitor"


def encoded(value):
    return value.encode("utf-8", "surrogateescape")


def requests_of(numbers, all_values, route):
    """Return the path with hostile arguments, and hostile parameters."""
    path = route
    while "{}" in path:
        path = path.replace("{}", quote(encoded(next(all_values)), safe=""), 1)
    names = islice(cycle(PARAMETERS), next(numbers) * 7, None)
    return path, {name: encoded(next(all_values)) for name in islice(names, 7)}


@pytest.mark.parametrize("target", ["https://[::1", "//[", "http://]/"])
def test_unreadable_address_to_go_to_after_signing_in_is_ignored(client, target):
    assert client.get("/accounts/login/", {"next": target}).status_code == 200


@pytest.mark.parametrize("role", ["visitor", "pi", "admin"])
def test_hostile_values_are_no_internal_error(clients, role):
    """The pages of the admin are not rendered: their templates are Django's."""
    client, all_values, numbers = clients[role], cycle(VALUES), count()
    rendered = without_rendering if role == "admin" else nullcontext
    client.raise_request_exception = True
    for route in [route for route in ROUTES if role_of(route) == role]:
        path, parameters = requests_of(numbers, all_values, route)
        if "/logout/" in path:
            continue
        with rendered() as chosen:
            response = client.get(f"{path}?{urlencode(parameters)}")
        fetch_rows(chosen)
        assert response.status_code < 500, path
        response.getvalue()  # closes a file
        with rendered():
            response = client.post(
                path, {name: value.decode("latin-1") for name, value in parameters.items()}
            )
        assert response.status_code < 500, path
        response.getvalue()  # closes a file
