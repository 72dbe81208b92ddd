"""Querysets of publications, shared by pages, feeds, the sitemap, search and exports."""

from operator import itemgetter

from django.apps import apps
from django.db.models import Count, F, OuterRef, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.db.models.lookups import Exact

from core.caching import JSONRows, prepared
from core.search.fields import TitleLine
from core.search.lookups import is_indexed
from core.search.query import Query, word_values, words_of
from core.search.ranking import TitleRanker
from core.search.reindexing import reindex
from publications.bylines import MAX_UNFOLDED
from publications.models.kinds import PublicationKind

AUTHOR_COLUMNS = {
    "name": "name",
    "equal": "is_equal",
    "corresponding": "is_corresponding",
    "person": "person_id",
    "slug": "person__slug",
    "public": "person__is_public",
}
EDITOR_COLUMNS = {name: AUTHOR_COLUMNS[name] for name in ("name", "person", "slug", "public")}
#: The name in citations, which only exports and references need.
CITATION_COLUMN = {"citation": "citation_name"}

#: The columns of a publication and its venue that a list shows.
ENTRY_COLUMNS = (
    "slug",
    "title",
    "translated_title",
    "language",
    "kind",
    "year",
    "month",
    "day",
    "date_text",
    "is_in_press",
    "has_more_authors",
    "has_more_editors",
    "doi",
    "arxiv_id",
    "pdf",
    "teaser",
    "award",
    "is_selected",
    "citations",
    "citations_on",
    "venue__slug",
    "venue__name",
    "venue__abbreviation",
    "venue__rank",
)


def ordered_authorships():
    """Return a subquery for the authorships of the outer query's publication, in order."""
    authorships = apps.get_model("publications", "Authorship").objects
    return authorships.filter(publication=OuterRef("pk")).order_by("position")


def ordered_editorships():
    """Return a subquery for the editorships of the outer query's publication, in order."""
    editorships = apps.get_model("publications", "Editorship").objects
    return editorships.filter(publication=OuterRef("pk")).order_by("position")


def works_of(**contributor):
    """Return two querysets of keys: of what authors who meet these conditions wrote, and of the books edited.

    A chapter or paper is no work of those who edited its book.
    """
    authorships = apps.get_model("publications", "Authorship").objects.order_by()
    editorships = apps.get_model("publications", "Editorship").objects.order_by()
    edited = editorships.filter(publication__kind=PublicationKind.BOOK, **contributor)
    return authorships.filter(**contributor).values("publication"), edited.values("publication")


def keys_of_works(**contributor):
    """Return the keys of ``works_of`` in one query, a union so that each part can use an index of its own."""
    written, edited = works_of(**contributor)
    return written.union(edited)


def _venues_with(word):
    """Return a queryset of the keys of venues that contain this word."""
    venues = apps.get_model("publications", "Venue").objects.order_by()
    return venues.filter(search_text__has=word).values("pk")


def _works_of_members_with(word):
    """Return ``works_of`` the members whose names contain this word."""
    people = apps.get_model("people", "Person").objects.public().order_by()
    return works_of(person__in=people.filter(search_text__has=word).values("pk"))


class PublicationQuerySet(QuerySet):
    """Rows of Publication."""

    def public(self):
        return self.filter(is_public=True)

    def newest_first(self):
        return self.order_by("-date_key", "-pk")

    def selected_first(self):
        return self.order_by("-is_selected", "-date_key", "-pk")

    def by_author(self, person):
        """Return the publications of a person (or primary key), with the books that the person edited."""
        return self.filter(pk__among=keys_of_works(person=person))

    def by_team(self, team):
        """Return the publications of a team's public members, current and former, as ``by_author`` does."""
        return self.filter(pk__among=keys_of_works(person__memberships__team=team, person__is_public=True))

    def matching(self, query: Query):
        """Return the publications that contain every word of the query.

        Searched are title, abstract, identifiers, topics, venue, authors and editors, with all names of
        members.
        """
        query_words = words_of(query)
        rows = self
        if indexed := [word for word in query_words if is_indexed(word)]:
            first, *others = (self._keys_with(word) for word in indexed)
            rows = rows.filter(pk__among=first.intersection(*others) if others else first)
        for word in query_words:
            if word not in indexed:  # every row is scanned anyway, so scan only once
                of_venue, works = _venues_with(word), _works_of_members_with(word)
                rows = rows.filter(
                    Q(search_text__has=word) | Q(venue__in=of_venue) | Q(pk__in=works[0].union(works[1]))
                )
        return rows

    def _keys_with(self, word):
        """Return the keys of the publications that contain a word that is long enough for the index.

        A union, because each part can use an index of its own; conditions joined by OR can use none.
        """
        keys = self.model.objects.order_by().values("pk")
        at_venue = keys.filter(venue__in=_venues_with(word))
        return keys.filter(search_text__has=word).union(at_venue, *_works_of_members_with(word))

    def for_ranking(self):
        """Return (primary key, year, title, TitleLine), newest first, for ``ranked()``."""
        return self.newest_first().values_list("pk", "year", "title", TitleLine("title", "search_text"))

    def best_first(self, query: str) -> list[tuple[int, int, int | None]]:
        """Return (closeness, primary key, year) of all matches, the closest title first, then the newest.

        All matches are fetched at once: the search itself takes longer than fetching their keys and titles.
        """
        return ranked(self.matching(query).for_ranking(), query)

    def with_bylines(self):
        """Annotate ``author_rows`` and ``editor_rows``, as dictionaries, without creating an object for each.

        They include what references need; so does ``notice_rows``, the editorial notices.
        """
        return self.annotate(
            author_rows=JSONRows(ordered_authorships(), **AUTHOR_COLUMNS, **CITATION_COLUMN),
            editor_rows=JSONRows(ordered_editorships(), **EDITOR_COLUMNS, **CITATION_COLUMN),
        ).with_notices()

    def with_notices(self):
        """Annotate ``notice_rows``, the editorial notices as dictionaries."""
        notices = apps.get_model("publications", "EditorialNotice").objects
        rows = notices.filter(publication=OuterRef("pk")).order_by("date", "pk")
        return self.annotate(notice_rows=JSONRows(rows, kind="kind", doi="doi", date="date"))

    def with_folded_bylines(self):
        """Annotate ``author_rows`` with only the authors that a folded list displays, and their places.

        These are the first authors, lab members and the last author; some papers have thousands.
        ``editor_rows`` has the editors of books, who are displayed where a book has no authors.
        """
        numbered = ordered_authorships().annotate(
            place=Window(RowNumber(), order_by=F("position").asc()), count=Window(Count("*"))
        )
        displayed = Q(place__lte=MAX_UNFOLDED) | Q(person__isnull=False) | Q(place=F("count"))
        is_book = Exact(OuterRef("kind"), Value(PublicationKind.BOOK))
        return self.annotate(
            author_rows=JSONRows(numbered.filter(displayed), place="place", **AUTHOR_COLUMNS),
            editor_rows=JSONRows(ordered_editorships().filter(is_book), **EDITOR_COLUMNS),
        )

    def with_links(self):
        """Annotate ``link_rows``, the links as dictionaries."""
        links = apps.get_model("publications", "PublicationLink").objects
        return self.annotate(
            link_rows=JSONRows(
                links.filter(publication=OuterRef("pk")).order_by("position", "pk"),
                kind="kind",
                label="label",
                url="url",
                stars="stars",
                stars_on="stars_on",
            )
        )

    def for_list(self):
        """Return these rows, which may be sliced, with the details of a list entry and without an order.

        The rows are chosen in a subquery, so that the database gathers authors and links for the rows of the
        page only, and not for all rows that it has to sort.
        """
        return self.model.objects.order_by().filter(pk__in=self.values("pk")).with_entry_details()

    def with_entry_details(self, *more_columns: str):
        """Annotate everything that a list shows of a publication, and fetch no columns but these."""
        rows = self.select_related("venue").with_folded_bylines().with_links().with_notices()
        return rows.annotate(has_abstract=~Q(abstract="")).only(*ENTRY_COLUMNS, *more_columns)

    def fetch_entries(self, *more_columns: str) -> list:
        """Return these rows, which are ordered and sliced, as a list with everything that a list shows.

        Takes two queries, where ``for_list()`` takes one. The second query is always the same and therefore
        prepared, which is faster in total.
        """
        return fetch_entries(list(self.values_list("pk", flat=True)), *more_columns)

    def reindex(self) -> int:
        """Update the search text of these rows after their authors or topics have changed."""
        return reindex(self.with_search_parts())

    def with_search_parts(self):
        """Prefetch what the search text is made of."""
        return self.prefetch_related("authorships", "editorships", "topics")


def ranked(rows, query: str) -> list[tuple[int, int, int | None]]:
    """Return (closeness, primary key, year) of rows ``for_ranking()``, the closest title first."""
    closeness = TitleRanker(query)
    results = [(closeness(title, title_line), pk, year) for pk, year, title, title_line in rows]
    return sorted(results, key=itemgetter(0))


def public_best_first(query: str) -> list[tuple[int, int, int | None]]:
    """Return ``best_first()`` of all public publications, with prepared SQL."""
    return ranked(_public_with(**word_values(query)), query)


@prepared
def _public_with(**query_words):
    publications = apps.get_model("publications", "Publication").objects.public()
    return publications.matching(list(query_words.values())).for_ranking()


def fetch_entries(keys: list[int], *more_columns: str) -> list:
    """Return the publications with these primary keys, in this order, with everything that a list shows."""
    rows = _entries.by_key(keys, *more_columns)
    return [rows[key] for key in keys if key in rows]


@prepared
def _entries(*more_columns, keys):
    publication = apps.get_model("publications", "Publication")
    return publication.objects.order_by().filter(pk__in=keys).with_entry_details(*more_columns)
