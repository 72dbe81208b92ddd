"""Services of the university, configured as in ``.env``, and the steps of signing in through one."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from accounts.university.configuration import read_services

NAMES = {"NAME": "Example University", "NAME_ZH": "示例大学", "EMAIL_DOMAINS": "example.org"}


@pytest.fixture
def configure(settings):
    """``configure("cas", URL="…")`` sets up a service called "campus"; an empty value removes a setting."""

    def set_up(kind, **options):
        values = {**NAMES, **options}
        variables = {f"SIGN_IN_CAMPUS_{name}": value for name, value in values.items() if value}
        (service,) = read_services({"SIGN_IN": f"{kind}:campus", **variables})
        settings.SOCIALACCOUNT_PROVIDERS = {kind: {"APPS": [service.app()]}}

    return set_up


def leave(client, process="login", **more):
    """Press the button of the service, and return the URL that the browser is sent to."""
    return client.post(f"{reverse('university_login', args=['campus'])}?process={process}", more).url


def parameters(url):
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
