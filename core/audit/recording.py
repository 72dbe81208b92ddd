"""Add entries to the audit log, and remove a person or old entries from it."""

import logging
from datetime import datetime, timedelta
from typing import Any

from allauth.core import context
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from core.audit.events import Event
from core.audit.models import AuditEvent
from core.client_address import client_address

logger = logging.getLogger(__name__)


def record(
    event: Event,
    *,
    user: Any = None,
    request: HttpRequest | None = None,
    target: Model | str | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Add an entry to the audit log. Never raises: an act does not fail because it could not be recorded.

    ``user`` is the account that acted, by default the signed-in account of the request; ``request`` is by
    default the one that is being answered, if any. ``target`` is the object that was acted on, or its name.
    ``details`` is a flat object of texts, numbers and lists.

    Inside a transaction, the entry is part of it: an act that is rolled back leaves no entry.
    """
    request = request or context.request
    try:
        user = user or _signed_in(request)
        with transaction.atomic():  # a savepoint, so that a failure does not spoil the caller's transaction
            AuditEvent.objects.create(
                at=timezone.now(),
                event=event,
                user_id=user.pk if user else None,
                by=str(user)[:254] if user else "",
                target=_clean(str(target), 300) if target is not None else "",
                target_key=key_of(target) if isinstance(target, Model) else "",
                address=_address(request),
                user_agent=_clean(request.META.get("HTTP_USER_AGENT", ""), 200) if request else "",
                details=details or {},
            )
    except (DatabaseError, TypeError, ValueError):
        logger.exception("The audit log could not record %s", event)


def about(user: Model | None, *objects: Model) -> QuerySet[AuditEvent]:
    """Return the entries of acts by an account, and of acts on the account or on these objects."""
    keys = [key_of(row) for row in (user, *objects) if row is not None]
    on_them = Q(target_key__in=keys)
    return AuditEvent.objects.filter(on_them | Q(user=user.pk) if user else on_them)


def forget(user: Model | None, *objects: Model) -> int:
    """Anonymize the entries about an account and about objects of the same person. Return how many.

    What happened and when stays; names, addresses, browsers and details go.
    """
    entries = about(user, *objects)
    number = entries.count()
    if user:
        entries.filter(user=user.pk).update(user=None, by="", address=None, user_agent="", details={})
    keys = [key_of(row) for row in (user, *objects) if row is not None]
    AuditEvent.objects.filter(target_key__in=keys).update(target="", target_key="", details={})
    return number


def delete_expired(now: datetime) -> str:
    """Delete the entries that are older than the setting AUDIT_DAYS; a scheduled job."""
    number = AuditEvent.objects.filter(at__lt=now - timedelta(days=settings.AUDIT_DAYS)).delete()[0]
    return f"Expired entries of the audit log deleted: {number}."


def key_of(target: Model) -> str:
    """Return the key of an object in the log, such as "people.person:12"."""
    return f"{target._meta.label_lower}:{target.pk}"[:100]


def _signed_in(request: HttpRequest | None) -> Any:
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def _address(request: HttpRequest | None) -> str | None:
    try:
        return client_address(request) if request else None
    except PermissionDenied:  # neither headers nor connection have an address
        return None


def _clean(text: str, length: int) -> str:
    """Return a text without NUL characters, which PostgreSQL refuses, of at most this length."""
    return text.replace("\x00", "")[:length]
