"""Look up identifiers and titles at web services, without keeping a page waiting for a slow one.

A page waits for a moment. If the services have not answered by then, the lookup is stored and continues in
the background, and a page of its own shows the result. If the process ends before that, the page starts the
lookup again.
"""

import logging
from concurrent.futures import Future, wait
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.background import in_thread
from publications.bibtex import Entry
from publications.importing.batches import store
from publications.models import Lookup
from publications.sources import Client, Identifier, SourceError, fetch, find_by_title
from publications.stored_entries import entry_from_data, entry_to_data

#: Seconds for which a page waits for the services.
PATIENCE = 1.5
#: After this time, the process of a lookup without a result is assumed to have ended.
LONGEST = timedelta(minutes=2)
#: For how long a lookup is kept that has found nothing to import.
KEPT = timedelta(days=1)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Question:
    """What services are asked about: identifiers, or else a title."""

    identifiers: tuple[Identifier, ...] = ()
    title: str = ""

    @property
    def name(self) -> str:
        """The name of the list with the entries of the identifiers."""
        first = self.identifiers[0].id
        return first if len(self.identifiers) == 1 else _("%(first)s and others") % {"first": first}


@dataclass(frozen=True)
class Answer:
    """What the services said: entries, or works with a similar title, and messages about failures."""

    entries: tuple[Entry, ...] = ()
    matches: tuple[Entry, ...] = ()
    failures: tuple[str, ...] = ()


def ask(question: Question) -> Answer:
    """Ask the services; failures do not stop the other requests."""
    return _find_title(question.title) if question.title else _fetch_all(question.identifiers)


def _find_title(title: str) -> Answer:
    try:
        matches = tuple(find_by_title(title, Client.of_page(1)))
    except SourceError as error:
        return Answer(failures=(str(error),))
    if matches:
        return Answer(
            matches=matches,
            failures=(_("Select the publication below, or fill in the form with this title."),),
        )
    unknown = _("Crossref has no publication with this title. Fill in the form with the title.")
    return Answer(failures=(unknown,))


def _fetch_all(identifiers: tuple[Identifier, ...]) -> Answer:
    entries: list[Entry] = []
    failures: list[str] = []
    client = Client.of_page(3)
    for identifier in identifiers:
        try:
            entries += fetch(identifier, client)
        except SourceError as error:
            failures.append(str(error))
    if missing := sum(entry.is_incomplete for entry in entries):
        message = ngettext(
            "A service did not answer. Details of %(number)d publication will be completed later.",
            "A service did not answer. Details of %(number)d publications will be completed later.",
            missing,
        )
        failures.append(message % {"number": missing})
    if not entries and not failures:
        failures.append(_("No publications found."))
    return Answer(tuple(entries), failures=tuple(failures))


def begin(question: Question, typed: str, by) -> Answer | Lookup:
    """Ask the services; return their answer, or the stored lookup if a page should not wait any longer.

    ``typed`` is what the user entered, for the form that comes back.
    """
    future = in_thread(partial(ask, question))
    wait([future], PATIENCE)
    if future.done():
        return future.result()
    now = timezone.now()
    Lookup.objects.filter(by=by, is_done=True, batch=None, begun__lt=now - KEPT).delete()
    lookup = Lookup.objects.create(by=by, typed=typed, begun=now)
    future.add_done_callback(partial(_finish, lookup, question))
    return lookup


def resume(lookup: Lookup, question: Question, now: datetime) -> None:
    """Ask again if the process that was waiting for the services has ended."""
    waiting = Lookup.objects.filter(pk=lookup.pk, is_done=False, begun__lt=now - LONGEST)
    if waiting.update(begun=now):
        in_thread(partial(ask, question)).add_done_callback(partial(_finish, lookup, question))


def answer_of(lookup: Lookup) -> Answer:
    """Return what the services said, of a lookup that is done without entries."""
    return Answer(matches=tuple(map(entry_from_data, lookup.matches)), failures=tuple(lookup.failures))


def _finish(lookup: Lookup, question: Question, future: "Future[Answer]") -> None:
    """Store what the services said, and the entries as a list to import."""
    try:
        answer = future.result()
    except Exception:  # a mistake of ours; the page must not wait for ever
        logger.exception("The lookup of “%s” has failed.", lookup)
        answer = Answer(failures=(_("Something went wrong during the lookup. Please try again."),))
    batch = store(answer.entries, (), lookup.by, question.name) if answer.entries else None
    unfinished = Lookup.objects.filter(pk=lookup.pk, is_done=False)
    matches = list(map(entry_to_data, answer.matches))
    is_first = unfinished.update(is_done=True, batch=batch, failures=list(answer.failures), matches=matches)
    if batch and not is_first:  # another process was faster
        batch.delete()
