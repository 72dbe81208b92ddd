"""The address of a client behind trusted proxies, also when headers do not fit their number."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import reverse

from core.audit.models import AuditEvent
from core.client_address import client_address
from tests import factories

PROXY = "192.0.2.1"


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "198.51.100.7", PROXY),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
        (2, "198.51.100.7", "198.51.100.7"),  # came in at the inner proxy
        (3, "198.51.100.7:4711, 10.0.0.1", "198.51.100.7"),
        (2, "", PROXY),
        (2, "unknown", PROXY),
        (1, "203.0.113.9, unknown", PROXY),
    ],
)
def test_address_is_the_one_that_the_outermost_proxy_saw(settings, proxies, header, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=header)
    assert client_address(request) == address


def test_request_without_any_address_is_refused(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    with pytest.raises(PermissionDenied):
        client_address(RequestFactory().get("/", REMOTE_ADDR="", HTTP_X_FORWARDED_FOR="unknown"))


@pytest.mark.django_db
def test_sign_in_works_with_fewer_addresses_than_proxies(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    factories.lab()
    data = {"login": "nobody@example.org", "password": "wrong"}
    response = client.post(reverse("account_login"), data, HTTP_X_FORWARDED_FOR="198.51.100.7")
    assert response.status_code == 200
    assert AuditEvent.objects.get().address == "198.51.100.7"
