"""Signing in with CAS, version 3 of the protocol (https://apereo.github.io/cas/development/protocol/)."""

import re
from typing import ClassVar
from xml.etree.ElementTree import ParseError

import requests
from allauth.socialaccount.adapter import get_adapter
from cas import CASClientV3
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect

from accounts.university import single_sign_out
from accounts.university.provider import Identity, UniversityProvider, sole_value, values_of

TICKET = re.compile(r"[\x21-\x7e]{1,256}")
TICKET_SECONDS = 3600  # for which a used ticket is remembered; servers accept it for seconds


class CASProvider(UniversityProvider):
    id = "cas"
    callback_methods: ClassVar[list[str]] = ["GET", "POST"]

    def redirect(self, request, process, next_url=None, data=None, **kwargs):
        state_id = self.stash(request, process, next_url, data, **kwargs)
        return HttpResponseRedirect(self._client(state_id).get_login_url())

    def callback(self, request):
        """Validate the ticket with the server, once, for exactly the URL that the user was sent to."""
        if request.method == "POST":
            return self._sign_out(request)
        state_id, ticket = request.GET.get("state", ""), request.GET.get("ticket", "")
        try:
            state = self.recall(request, state_id)
        except PermissionDenied:
            return self.refuse(request, "unknown state")
        if not ticket:
            return self.cancelled(request)
        index = single_sign_out.index_of(self.sub_id, ticket)
        if not TICKET.fullmatch(ticket) or not cache.add(f"cas-ticket:{index}", True, TICKET_SECONDS):
            return self.refuse(request, "ticket used before")
        try:
            user, attributes, _proxy = self._client(state_id).verify_ticket(ticket)
        except requests.RequestException as error:
            return self.refuse(request, "service unavailable", error)
        except (ParseError, AttributeError, IndexError, ValueError) as error:
            # A page in place of the answer, such as one about maintenance.
            return self.refuse(request, "unreadable answer", requests.RequestException(str(error)))
        if not user:
            return self.refuse(request, "invalid ticket")
        return self.sign_in(request, self._identity(user, attributes or {}), state, index)

    def _client(self, state_id: str) -> CASClientV3:
        session = get_adapter().get_requests_session()
        if self.options["renew"]:
            session.params = {"renew": "true"}  # the client sends it to the sign-in page only
        return CASClientV3(
            service_url=self.url("university_callback", state=state_id),
            server_url=self.options["url"],
            renew=self.options["renew"],
            session=session,
        )

    def _identity(self, user: str, attributes: dict) -> Identity:
        """Return the identity. Servers repeat a name as it was typed, so its case does not count."""
        ids = values_of(attributes.get(self.options["id"])) if self.options["id"] else [user.strip()]
        return Identity(
            uid=sole_value(ids),
            addresses=values_of(attributes.get(self.options["email"])),
            affiliations=[v.lower() for v in values_of(attributes.get(self.options["affiliation"]))],
            received=list(attributes),
        )

    def _sign_out(self, request) -> HttpResponse:
        """End the session of the ticket that the server names in a logout request."""
        message = request.POST.get("logoutRequest", "")[:10_000]
        if "<!" not in message:
            for element in CASClientV3.get_saml_slos(message.encode()) or []:
                single_sign_out.end_session(
                    request, single_sign_out.index_of(self.sub_id, element.text or "")
                )
        return HttpResponse(status=204)
