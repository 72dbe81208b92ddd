"""The page cache: finished public pages, kept by each worker, never stale.

A page is found under the *version of the content* that it was made from. The version is one row
that triggers in the database change within every transaction that inserts, updates or deletes
content, whoever does it: a form, a bulk update, a person at the SQL prompt. So the moment a change
is committed, no worker finds an old page any more, and nothing has to be told to the workers.

Only views marked with :func:`public_page` are kept, and only as seen without a session. Years of study
turn at midnight, so the day is part of the key as well. Notices close at any second: when the next one does
is asked for with the version and is a part of it (:func:`turns_with`).
"""

import hashlib
import threading
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.cache import caches
from django.db import connection, connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from psycopg import OperationalError, pq

from core.http import GetResponse

THEMES = ("light", "dark")
#: Longer query strings are not kept: nobody shares them, and they must not fill the cache.
MAX_QUERY_LENGTH = 200


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Marks a view whose pages are the same for everybody who is not signed in.

    Browsers may keep the page but ask each time whether it still holds.
    """

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.is_public_page = True  # type: ignore[attr-defined]
        response.headers.setdefault("Cache-Control", "no-cache")
        patch_vary_headers(response, ["Cookie"])
        return response

    return marked


def theme_of(request: HttpRequest) -> str:
    """Returns the visitor's choice, "light" or "dark"; empty for the system's preference."""
    theme = request.COOKIES.get("theme", "")
    return theme if theme in THEMES else ""


#: Queries of one value each that changes by itself, without any change of the content.
_turns: list[str] = []


def turns_with(query: str) -> None:
    """Has all pages made anew when the value of this query changes; ``%s`` in it is the present moment."""
    if query not in _turns:
        _turns.append(query)


def version_query() -> str:
    """Returns the one query for the version, which has the moment once for each of what turns by itself."""
    values = ", ".join(["value", *(f"({turn})" for turn in _turns)])
    return f"SELECT {values} FROM core_contentversion WHERE id = 1"


def content_version() -> str | None:
    """Returns the version of the content as committed, and as it shows, now; None where it is not known."""
    now = timezone.now()
    if _own_line.kept is not None or getattr(connection, "pool", None):
        return _own_line.version(now)
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(version_query(), [moment] * len(_turns))
        row = cursor.fetchone()
    return " ".join(map(str, row)) if row else None


class _OwnLine(threading.local):
    """A connection from the pool that a thread keeps for the version, with the query prepared.

    It is all that a hit asks of the database. To take a connection and give it back, and to go through
    Django's wrappers, would take four times as long as the query; psycopg's cursor, a third longer than the
    call of libpq.
    """

    STATEMENT = b"content_version"
    kept: Any = None
    pool: Any = None

    def version(self, now: datetime) -> str | None:
        moment = [now.isoformat().encode()] if _turns else None
        try:
            return self._ask(moment)
        except OperationalError:  # the server has been restarted, or has ended the connection
            self._give_back()
            return self._ask(moment)

    def _ask(self, moment: list[bytes] | None) -> str | None:
        if self.kept is None:
            self.pool = connection.pool  # type: ignore[attr-defined]
            self.pool.open()  # which Django leaves to the first query
            self.kept = self.pool.getconn()
            self.kept.autocommit = True
            query = version_query().replace("%s", "$1")
            self._check(self.kept.pgconn.prepare(self.STATEMENT, query.encode()))
        answer = self._check(self.kept.pgconn.exec_prepared(self.STATEMENT, moment))
        if not answer.ntuples:
            return None
        return b" ".join([answer.get_value(0, place) or b"-" for place in range(answer.nfields)]).decode()

    @staticmethod
    def _check(answer: pq.abc.PGresult) -> pq.abc.PGresult:
        if answer.status not in (pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK):
            raise OperationalError(answer.get_error_message())
        return answer

    def _give_back(self) -> None:
        if self.kept is not None:
            kept, self.kept = self.kept, None
            kept.close()  # so that the pool makes a new one, in which nothing is prepared
            self.pool.putconn(kept)


_own_line = _OwnLine()


_known: dict[str, tuple[tuple[str, str | None, date], Any]] = {}


def once_per_version(request: HttpRequest, name: str, make: Callable[[], Any]) -> Any:
    """Returns what ``make`` gives, made once for a version of the content, a language and a day.

    For what many pages show and only content decides. Where the version is not known, it is made now.
    """
    version = getattr(request, "content_version", None)
    if version is None:
        return make()
    now = (version, get_language(), timezone.localdate())
    known = _known.get(name)
    if known is None or known[0] != now:
        known = _known[name] = (now, make())
    return known[1]


class PageCacheMiddleware:
    """Answers from the cache where it can. Stands first, so that a hit skips all the rest."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.PAGE_CACHE or not _may_be_kept(request):
            return self.get_response(request)
        version = content_version()  # before the page is made: a change meanwhile leaves it unfound
        if version is None:
            return self.get_response(request)
        request.content_version = version  # type: ignore[attr-defined]
        pages, key = caches["pages"], _key(request, version)
        kept = pages.get(key)
        if kept is None:
            response = self.get_response(request)
            if isinstance(response, HttpResponse) and _is_the_same_for_all(request, response):
                pages.set(key, (dict(response.items()), response.content))
            return response
        headers, content = kept
        response = HttpResponse(content, headers=headers)
        return get_conditional_response(request, headers.get("ETag"), response=response) or response


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and len(request.META.get("QUERY_STRING", "")) <= MAX_QUERY_LENGTH
    )


def _is_the_same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        getattr(response, "is_public_page", False)
        and request.method == "GET"
        and response.status_code == 200
        and not response.cookies
    )


def _key(request: HttpRequest, version: str) -> str:
    parts = (
        version,
        timezone.localdate().isoformat(),
        request.scheme or "",
        request.META.get("HTTP_HOST", ""),
        "gzip" if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") else "",
        theme_of(request),
        request.META.get("PATH_INFO", ""),
        request.META.get("QUERY_STRING", ""),
    )
    # Short, for the cache looks at each character of a key.
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


# ---- the triggers -----------------------------------------------------------------------------

SQLITE_TRIGGER = """
CREATE TRIGGER "{name}" AFTER {operation} ON "{table}" BEGIN
  UPDATE core_contentversion SET value = hex(randomblob(16));
END
"""

# Deferred to the commit, so that writers wait for each other only there and cannot deadlock; the
# number of the transaction in the value lets all rows of one transaction but the first pass by.
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION labsite_content_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE core_contentversion SET value = pg_current_xact_id()::text || ':' || gen_random_uuid()
   WHERE split_part(value, ':', 1) <> pg_current_xact_id()::text;
  RETURN NULL;
END $$
"""
POSTGRESQL_TRIGGERS = {
    "write": """
        CREATE CONSTRAINT TRIGGER "{name}" AFTER INSERT OR UPDATE OR DELETE ON "{table}"
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION labsite_content_changed()""",
    "truncate": """
        CREATE TRIGGER "{name}" AFTER TRUNCATE ON "{table}"
        FOR EACH STATEMENT EXECUTE FUNCTION labsite_content_changed()""",
}


def content_tables(app_label: str) -> list[str]:
    """Returns the tables of an app whose rows show on public pages."""
    return [
        model._meta.db_table
        for model in apps.get_app_config(app_label).get_models(include_auto_created=True)
        if model._meta.can_migrate(connection) and model._meta.label_lower not in settings.PRIVATE_MODELS
    ]


def install_triggers(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Receiver of ``post_migrate``: makes the row and the triggers that are missing.

    Migrations on SQLite rebuild tables, which drops their triggers; so this looks each time.
    """
    database = connections[using]
    with database.cursor() as cursor:
        if sender.label == "core":
            apps.get_model("core", "ContentVersion").objects.using(using).get_or_create(
                pk=1, defaults={"value": "0"}
            )
        if sender.label not in settings.CONTENT_APPS:
            return
        tables = set(database.introspection.table_names(cursor))
        if database.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            templates = POSTGRESQL_TRIGGERS
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            templates = dict.fromkeys(("insert", "update", "delete"), SQLITE_TRIGGER)
        there = {row[0] for row in cursor.fetchall()}
        for table in content_tables(sender.label):
            for operation, template in templates.items():
                name = f"content_{operation}_{table}"[:63]
                if table in tables and name not in there:
                    cursor.execute(template.format(name=name, table=table, operation=operation.upper()))
