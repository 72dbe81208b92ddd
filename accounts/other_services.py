"""Services that sign users in, ORCID and the university, when they are not configured or do not answer."""

import logging
from functools import partial, wraps

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DataError
from django.http import Http404
from django.shortcuts import render

from core.background import TimeLimit
from core.languages import in_chinese

logger = logging.getLogger(__name__)

_calls = TimeLimit(settings.SOCIALACCOUNT_REQUESTS_TIMEOUT)


def if_configured(view):
    """Answer 404 unless signing in through another service, such as ORCID, is configured.

    If the service does not answer as it should, say so.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not settings.SOCIALACCOUNT_PROVIDERS:
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except SocialApp.DoesNotExist:
            raise Http404 from None
        except requests.RequestException:
            return _unavailable(request)
        except (DataError, ImproperlyConfigured, KeyError, TypeError, ValueError):
            # What allauth raises for answers without "sub", or with one that cannot be stored.
            logger.exception("The answer of a service to sign in with cannot be read.")
            return _unavailable(request)

    return wrapper


def local_name(app: SocialApp) -> str:
    """Return the name of a service in the language of the page."""
    return (in_chinese() and app.settings.get("name_zh")) or app.name


def raise_if_unavailable(request, exception: Exception | None) -> None:
    """Raise allauth's ImmediateHttpResponse, with a page, if the exception is a fault of the service."""
    if isinstance(exception, requests.RequestException):
        raise ImmediateHttpResponse(_unavailable(request))


def limit_waiting(session: requests.Session) -> requests.Session:
    """Let a session raise an exception if a service, or the resolution of its name, takes too long."""
    request = session.request

    def limited(*arguments, **options):
        try:
            return _calls.run(partial(request, *arguments, **options))
        except TimeoutError as error:
            raise requests.Timeout("The service takes too long.") from error

    session.request = limited
    return session


def refuse_errors(session: requests.Session) -> requests.Session:
    """Let a session raise an exception for the error pages of a service, which allauth would try to read."""

    def refuse(response, **options):
        if response.status_code >= 500:
            response.close()
            response.raise_for_status()

    session.hooks["response"].append(refuse)
    return session


def _unavailable(request):
    return render(request, "socialaccount/authentication_error.html", status=503)
