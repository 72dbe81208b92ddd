"""Metrics for Prometheus."""

from hmac import compare_digest
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from core.client_address import client_address
from core.monitoring.metrics import exposition


@require_safe
def metrics(request):
    """Return the metrics to clients with the bearer token METRICS_TOKEN, or in METRICS_ADDRESSES.

    404 for all others, as if there were no metrics.
    """
    if not (_has_token(request) or _has_address(request)):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _has_token(request) -> bool:
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and compare_digest(sent.encode(), settings.METRICS_TOKEN.encode())


def _has_address(request) -> bool:
    if not settings.METRICS_ADDRESSES:
        return False
    address = ip_address(client_address(request))
    return any(address in ip_network(network) for network in settings.METRICS_ADDRESSES)
