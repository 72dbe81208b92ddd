"""Which publications and talks: written once, for pages, feeds, the sitemap, search and exports."""

from operator import itemgetter

from django.apps import apps
from django.db.models import Count, F, OuterRef, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from core.caching import JSONRows, prepared
from core.search.lookups import Word, is_indexed
from core.search.normalization import words
from core.search.ranking import TitleRanker
from core.search.reindexing import reindex
from publications.bylines import UNFOLDED

SHOWN_OF_AUTHORS = {
    "name": "name",
    "equal": "is_equal",
    "corresponding": "is_corresponding",
    "person": "person_id",
    "slug": "person__slug",
    "public": "person__is_public",
}


def authors():
    """The authors of the publication of the query around it, in order."""
    authorships = apps.get_model("publications", "Authorship").objects
    return authorships.filter(publication=OuterRef("pk")).order_by("position")


class PublicationQuerySet(QuerySet):
    """Rows of Publication."""

    def public(self):
        return self.filter(is_public=True)

    def newest_first(self):
        return self.order_by("-date_key", "-pk")

    def selected_first(self):
        return self.order_by("-is_selected", "-date_key", "-pk")

    def by_author(self, person):
        """Those that the person has written."""
        authorships = apps.get_model("publications", "Authorship").objects
        return self.filter(pk__in=authorships.filter(person=person).values("publication"))

    def by_team(self, team):
        """Those that somebody wrote who is, or was, in the team."""
        authorships = apps.get_model("publications", "Authorship").objects
        return self.filter(pk__in=authorships.filter(person__memberships__team=team).values("publication"))

    def matching(self, query: str):
        """Those in which every word of the query occurs: in the title, the abstract, an identifier,
        the name of an author (in any spelling of a member) or of the venue."""
        found = self
        for word in words(query):
            found = found.with_word(word)
        return found

    def with_word(self, word):
        """Those in which one word occurs."""
        everything = self.model.objects.order_by()
        authorships = apps.get_model("publications", "Authorship").objects.order_by()
        venues = apps.get_model("publications", "Venue").objects.order_by()
        people = apps.get_model("people", "Person").objects.public().order_by()
        of_venue = venues.filter(search_text__has=word).values("pk")
        of_member = people.filter(search_text__has=word).values("pk")
        by_member = authorships.filter(person__in=of_member).values("publication")
        if not is_indexed(word):  # all rows are looked at anyway: better once than twice
            return self.filter(Q(search_text__has=word) | Q(venue__in=of_venue) | Q(pk__in=by_member))
        # A union, not conditions joined by OR: each part has its own index, an OR has none.
        return self.filter(
            pk__in=everything.filter(search_text__has=word)
            .values("pk")
            .union(everything.filter(venue__in=of_venue).values("pk"), by_member)
        )

    def for_ranking(self):
        """The newest first, with what their rank depends on."""
        return self.newest_first().values_list("pk", "year", "title")

    def best_first(self, query: str) -> list[tuple[int, int, int | None]]:
        """Returns ``(closeness, key, year)`` of all that match: the closest first, then the newest.

        All at once, for to search takes longer than to fetch the keys and titles of all that is found.
        """
        return ranked(self.matching(query).for_ranking(), query)

    def counts_by_year(self) -> dict[int | None, int]:
        """Returns how many there are of each year, and under None of those without one."""
        return dict(self.order_by().values_list("year").annotate(number=Count("pk")))

    def with_bylines(self):
        """Brings the authors as the list ``author_rows``, without one object per author."""
        return self.annotate(author_rows=JSONRows(authors(), **SHOWN_OF_AUTHORS))

    def with_folded_bylines(self):
        """Brings as ``author_rows`` those whom a folded list of authors shows, each with its place.

        That are the first ones, the lab's members and the last one, out of thousands in some fields.
        """
        numbered = authors().annotate(
            place=Window(RowNumber(), order_by=F("position").asc()), count=Window(Count("*"))
        )
        kept = Q(place__lte=UNFOLDED) | Q(person__isnull=False) | Q(place=F("count"))
        return self.annotate(author_rows=JSONRows(numbered.filter(kept), place="place", **SHOWN_OF_AUTHORS))

    def with_links(self):
        """Brings the links as the list ``link_rows``."""
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
        """Brings all that an entry of a list shows, in one query, for rows that are ordered and cut.

        The rows are chosen in a subquery, so that the database gathers authors and links for the
        rows of the page only, and not for all that it has to sort.
        """
        rows = self.model.objects.filter(pk__in=self.values("pk"))
        rows.query.order_by = self.query.order_by
        return rows.with_entry_details()

    def with_entry_details(self):
        """Brings all that an entry of a list shows."""
        rows = self.select_related("venue").with_folded_bylines().with_links()
        return rows.defer("abstract", "extra", "search_text", "venue__search_text")

    def fetch_entries(self) -> list:
        """Returns these rows, ordered and cut, with all that an entry of a list shows.

        In two queries, where ``for_list()`` takes one: which rows they are is another question each time,
        but how to bring what they show is not.
        """
        return fetch_entries(list(self.values_list("pk", flat=True)))

    def citation_total(self) -> int:
        return self.aggregate(total=Sum("citations"))["total"] or 0

    def reindex(self) -> int:
        """Makes the search text of these rows anew, after their authors or topics have changed."""
        return reindex(self.prefetch_related("authorships", "topics"))


def ranked(rows, query: str) -> list[tuple[int, int, int | None]]:
    """Returns ``(closeness, key, year)`` of rows ``for_ranking()``."""
    close = TitleRanker(query)
    return sorted([(close(title), pk, year) for pk, year, title in rows], key=itemgetter(0))


def public_best_first(query: str) -> list[tuple[int, int, int | None]]:
    """Returns the same as ``best_first()`` of all public ones, with the SQL made once."""
    query_words = {f"word{place}": Word(word) for place, word in enumerate(words(query))}
    return ranked(_public_with(**query_words), query)


@prepared
def _public_with(**query_words):
    rows = apps.get_model("publications", "Publication").objects.public()
    for word in query_words.values():
        rows = rows.with_word(word)
    return rows.for_ranking()


def fetch_entries(keys: list[int]) -> list:
    """Returns the publications with these keys, in this order, with all that an entry of a list shows."""
    rows = {row.pk: row for row in entries(keys=keys)}
    return [rows[key] for key in keys if key in rows]


@prepared
def entries(*, keys):
    publication = apps.get_model("publications", "Publication")
    return publication.objects.order_by().filter(pk__in=keys).with_entry_details()
