"""The version of the site and the state of its database, for machines."""

from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from core.schema import schema_state
from core.version import VERSION


@require_safe
def version(request):
    """Return ``{"version": "0.2.0", "schema": "current", "migrations": {"people": "0001_initial", …}}``.

    ``schema`` is ``current``, ``behind`` (``manage.py migrate`` has something to do), ``unknown`` (the
    database belongs to another version) or ``unavailable`` (status 503: the database does not answer).
    ``migrations`` has the latest applied migration of each app.
    """
    headers = {"Cache-Control": "no-store"}
    try:
        state = schema_state(connection)
    except DatabaseError:
        return JsonResponse({"version": VERSION, "schema": "unavailable"}, status=503, headers=headers)
    schema = "unknown" if state.unknown else "behind" if state.pending else "current"
    answer = {"version": VERSION, "schema": schema, "migrations": dict(state.applied)}
    return JsonResponse(answer, headers=headers)
