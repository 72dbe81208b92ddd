"""The IP address that a request comes from."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the IP address of the client, as the outermost trusted proxy saw it.

    Raises PermissionDenied if neither the headers nor the connection contain one.
    """
    return str(get_adapter().get_client_ip(request))
