"""The common base of the university's services, as providers of allauth."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from allauth.socialaccount.helpers import complete_social_login, render_authentication_error
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError, Provider, ProviderAccount
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from accounts import other_services, sign_in_audit
from core.http import absolute
from core.languages import CHINESE, CHINESE_PREFIX, ENGLISH, HTML_LANG, english_path, in_chinese

MAX_ID_LENGTH = 191  # the column of allauth
NO_IDENTIFIER = "no identifier"
#: Placeholders that some servers send for an empty attribute, and so for several people.
NO_VALUE = {"none", "null"}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Identity:
    """The attributes of somebody who has signed in at the university."""

    #: Permanent, and never reassigned to another person.
    uid: str
    addresses: list[str] = field(default_factory=list)
    affiliations: list[str] = field(default_factory=list)
    #: The names of the attributes that the university has sent, for the log.
    received: list[str] = field(default_factory=list)


def values_of(attribute: Any) -> list[str]:
    """Return the values of an attribute, which libraries return as None, a text, bytes or a list of those."""
    if attribute is None:
        return []
    listed: Iterable[Any] = [attribute] if isinstance(attribute, str | bytes) else attribute
    decoded = (value.decode(errors="replace") if isinstance(value, bytes) else value for value in listed)
    return [value.strip() for value in decoded if isinstance(value, str) and value.strip()]


def is_identifier(uid: str) -> bool:
    """Return whether a service can have assigned this to one person only, and it can be stored."""
    return 0 < len(uid) <= MAX_ID_LENGTH and "\0" not in uid and uid.lower() not in NO_VALUE


def sole_value(values: Iterable[str]) -> str:
    """Return the only value in lower case, because case does not count in identifiers; "" with several."""
    different = {value.lower() for value in values}
    return different.pop() if len(different) == 1 else ""


class UniversityProvider(Provider):
    """A service of the university. Its callback URL is the same in both languages of the site.

    A subclass redirects to the service (``redirect``) and reads its answer (``callback``).
    """

    account_class = ProviderAccount
    supports_redirect = True
    callback_methods: ClassVar[list[str]] = ["GET"]

    def __init__(self, request: HttpRequest, app=None) -> None:
        super().__init__(request, app=app)
        self.name = app.name
        self.options: dict[str, Any] = app.settings

    # ---- what allauth asks for ------------------------------------------------------------------

    def get_login_url(self, request, **kwargs):
        url = reverse("university_login", args=[self.sub_id])
        return f"{url}?{urlencode(kwargs)}" if kwargs else url

    def extract_uid(self, identity: Identity) -> str:
        return identity.uid

    def extract_extra_data(self, identity: Identity) -> dict:
        """Store nothing but the identifier."""
        return {}

    def extract_email_addresses(self, identity: Identity) -> list[EmailAddress]:
        """Return all addresses. Those in EMAIL_DOMAINS count as verified: allauth marks them."""
        return [
            EmailAddress(email=address, verified=False, primary=position == 0)
            for position, address in enumerate(identity.addresses)
        ]

    # ---- for the subclasses ---------------------------------------------------------------------

    @property
    def local_name(self) -> str:
        """The name in the language of the page."""
        return other_services.local_name(self.app)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the response to what the service sends to the callback URL."""
        if request.method not in self.callback_methods:
            return HttpResponseNotAllowed(self.callback_methods)
        response = self.callback(request)
        response.headers["Content-Language"] = HTML_LANG[CHINESE if in_chinese() else ENGLISH]
        return response

    def callback(self, request: HttpRequest) -> HttpResponse:
        raise NotImplementedError

    def url(self, name: str, **query: str) -> str:
        """Return the absolute URL of a page of this service, of the English site whatever the language."""
        with translation.override(ENGLISH):
            url = absolute(reverse(name, args=[self.sub_id]))
        return f"{url}?{urlencode(query)}" if query else url

    def stash(self, request, process, next_url=None, data=None, state_id=None, **more) -> str:
        """Store the state of a sign-in in the session, and return the key to find it by."""
        more["language"] = translation.get_language()
        return self.stash_redirect_state(request, process, next_url, data, state_id, **more)

    def recall(self, request: HttpRequest, state_id: str) -> dict[str, Any]:
        """Return what ``stash`` has stored, once, and continue in the language of that page.

        Raises PermissionDenied if the session has nothing under this name.
        """
        state = self.unstash_redirect_state(request, state_id)
        if state.get("language") == CHINESE:
            # Until the end of the request: the middleware that chose English by the URL takes it back.
            translation.activate(CHINESE)
            request.LANGUAGE_CODE = CHINESE
            request.path_info = CHINESE_PREFIX + english_path(request.path_info).lstrip("/")
        return state

    def sign_in(
        self, request: HttpRequest, identity: Identity, state: dict[str, Any], *session_indexes: str
    ) -> HttpResponse:
        """Sign in to the account with this identity, connect it, or say what to do without an account.

        ``session_indexes`` name the session at the university; when one of them ends, the one here does too.
        """
        if not is_identifier(identity.uid):
            logger.warning(
                "%s sent no identifier that can be used. Attributes: %s",
                self.sub_id,
                ", ".join(sorted(identity.received)) or "none",
            )
            return self.refuse(request, NO_IDENTIFIER)
        login: SocialLogin = self.sociallogin_from_response(request, identity)
        login.state = {**state, "affiliations": identity.affiliations, "session_indexes": session_indexes}
        return complete_social_login(request, login)

    def refuse(self, request: HttpRequest, reason: str, exception: Exception | None = None) -> HttpResponse:
        """Record the failed sign-in, and say that it failed or that the service does not answer."""
        sign_in_audit.record_service_failure(request, self.sub_id, reason)
        context = {"service_without_identifier": self.app if reason == NO_IDENTIFIER else None}
        return render_authentication_error(request, self, exception=exception, extra_context=context)

    def cancelled(self, request: HttpRequest) -> HttpResponse:
        return render_authentication_error(request, self, error=AuthError.CANCELLED)
