"""The authors, editors, notices and links of a publication, as lists that a query can load in advance."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from publications.bylines import Byline, author_line, bylines_from, editor_mark
from publications.citing.registry import NOTICE_KINDS, Notice
from publications.models.kinds import PublicationKind
from publications.models.link import LinkKind, PublicationLink

#: What lists say about a publication with such an editorial notice.
STATUS_LABELS = {
    "retraction": _("Retracted"),
    "withdrawal": _("Withdrawn"),
    "concern": _("Expression of concern"),
    "correction": _("Corrected"),
}


class PublicationRows:
    """The part of ``Publication`` about the rows that belong to it."""

    @cached_property
    def _author_rows(self) -> list[dict]:
        rows = getattr(self, "author_rows", None)
        if rows is None:
            queryset = type(self).objects.filter(pk=self.pk).with_bylines()
            rows = queryset.values_list("author_rows", flat=True)[0]
        return rows

    @cached_property
    def bylines(self) -> list[Byline]:
        """The authors in order, without a query after ``with_bylines()`` or ``with_folded_bylines()``.

        The latter fetches only the authors that a folded list displays.
        """
        return bylines_from(self._author_rows)

    @cached_property
    def editor_bylines(self) -> list[Byline]:
        """The editors in order, without a query after ``with_bylines()``.

        After ``with_folded_bylines()``, only books have any here.
        """
        rows = getattr(self, "editor_rows", None)
        if rows is None:
            queryset = type(self).objects.filter(pk=self.pk).with_bylines()
            rows = queryset.values_list("editor_rows", flat=True)[0]
        return bylines_from(rows)

    @property
    def status_label(self) -> str:
        """The label of the gravest notice in lists, such as "Retracted"; "" without a notice to warn of."""
        return str(STATUS_LABELS.get(self.notice_list[0].kind, "")) if self.notice_list else ""

    @cached_property
    def notice_list(self) -> list[Notice]:
        """The editorial notices, the gravest first, without a query after ``with_bylines()``."""
        rows = getattr(self, "notice_rows", None)
        if rows is None:
            rows = list(self.notices.values("kind", "doi", "date"))
        notices = [Notice(row["kind"], row["doi"], str(row["date"] or "")) for row in rows]
        return sorted(notices, key=lambda notice: NOTICE_KINDS.index(notice.kind))

    @property
    def is_edited_book(self) -> bool:
        """Whether it is a book or proceedings without authors, whose editors stand in their place."""
        return self.kind == PublicationKind.BOOK and not self.bylines and bool(self.editor_bylines)

    @property
    def author_line(self) -> str:
        """The authors, or the editors of a book without authors, as plain text."""
        if not self.is_edited_book:
            return author_line(self.bylines, self.has_more_authors)
        editors = author_line(self.editor_bylines, self.has_more_editors)
        return f"{editors} {editor_mark(len(self.editor_bylines) + self.has_more_editors)}"

    @property
    def author_count(self) -> int:
        return self.bylines[-1].place if self.bylines else 0

    @property
    def members(self) -> list[Byline]:
        """The authors who have a public profile."""
        return [byline for byline in self.bylines if byline.slug]

    @cached_property
    def has_equal_contribution(self) -> bool:
        return any(row["equal"] for row in self._author_rows)

    @cached_property
    def has_corresponding_author(self) -> bool:
        return any(row["corresponding"] for row in self._author_rows)

    @cached_property
    def entered_links(self) -> list[PublicationLink]:
        """The links as entered, without a query after ``with_links()``."""
        rows = getattr(self, "link_rows", None)
        return [PublicationLink(**row) for row in rows] if rows is not None else list(self.links.all())

    @cached_property
    def link_list(self) -> list[PublicationLink]:
        """The PDF, the entered links, and links to DOI and arXiv unless such a link was entered."""
        links = list(self.entered_links)
        kinds = {link.kind for link in links}
        if self.pdf:
            links.insert(0, PublicationLink(kind=LinkKind.PDF, url=self.pdf_url))
        if self.doi and LinkKind.PAPER not in kinds:
            links.append(PublicationLink(kind=LinkKind.DOI, url=self.doi_url))
        if self.arxiv_id and LinkKind.ARXIV not in kinds:
            links.append(PublicationLink(kind=LinkKind.ARXIV, url=self.arxiv_url))
        return links
