"""Publications: one record of a work for all of its authors."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.field_check import FieldCheck
from core.images.fields import PictureField
from core.languages import CHINESE, ENGLISH, HTML_LANG, LocalText, in_chinese
from core.markdown_source import visible_source
from core.page_paths import page_path
from core.partial_dates import FIRST_YEAR, LAST_YEAR, PartialDate
from core.search.fields import SearchTextField
from core.uploads import validate_pdf
from people.models import Slugged
from publications.citing.dates_in_words import date_in_words
from publications.citing.maths import readable_text, readable_title
from publications.models.kinds import PublicationKind
from publications.models.publication_rows import PublicationRows
from publications.models.topic import Topic
from publications.models.venue import Venue
from publications.querysets import PublicationQuerySet
from publications.title_markup import abstract_html

PUBLIC = Q(is_public=True)
#: Year, and month with day, of publications in press in ``date_key``, so that they are sorted first.
IN_PRESS_YEAR, IN_PRESS_DAY = 9999, 9999


class Publication(PublicationRows, Slugged):
    """A paper, book, dataset or other work. Its date may be a year, a month or a day."""

    title = models.CharField(
        _("title"), max_length=500, help_text=_("Formulas in LaTeX between dollar signs, e.g. $O(n^2)$.")
    )
    translated_title = models.CharField(
        _("title in the other language"),
        max_length=500,
        blank=True,
        help_text=_("Only if the paper itself gives one, such as the English title of a Chinese paper."),
    )
    language = models.CharField(
        _("language"), max_length=8, choices=[("en", _("English")), ("zh-Hans", _("Chinese"))], default="en"
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=PublicationKind, default=PublicationKind.CONFERENCE
    )
    venue = models.ForeignKey(
        Venue, models.PROTECT, null=True, blank=True, related_name="publications", verbose_name=_("venue")
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text=_("Leave empty if unknown."),
    )
    month = models.PositiveSmallIntegerField(
        _("month"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    day = models.PositiveSmallIntegerField(
        _("day"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    is_in_press = models.BooleanField(
        _("in press"), default=False, help_text=_("Accepted, but not published yet.")
    )
    #: The date as a number to sort by, such as 20250600 for June 2025; 0 without a year. In descending order,
    #: a less precise date comes after the more precise ones of its period. What is in press comes first in
    #: its year, or before everything else if it has no year.
    date_key = models.GeneratedField(
        expression=Case(
            When(is_in_press=True, then=Coalesce("year", IN_PRESS_YEAR) * 10000 + IN_PRESS_DAY),
            default=Coalesce("year", 0) * 10000 + Coalesce("month", 0) * 100 + Coalesce("day", 0),
        ),
        output_field=models.PositiveIntegerField(),
        db_persist=True,
    )
    has_more_authors = models.BooleanField(
        _("more authors"), default=False, help_text=_("The list of authors ends with “et al.”.")
    )
    has_more_editors = models.BooleanField(
        _("more editors"), default=False, help_text=_("The list of editors ends with “et al.”.")
    )
    volume = models.CharField(_("volume"), max_length=40, blank=True)
    number = models.CharField(_("number"), max_length=40, blank=True)
    pages = models.CharField(_("pages"), max_length=40, blank=True)
    article_number = models.CharField(
        _("article number"), max_length=40, blank=True, help_text=_("Instead of pages, e.g. e0209899.")
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    abstract = models.TextField(_("abstract"), blank=True, help_text=_("Markdown."))
    doi = models.CharField(_("DOI"), max_length=200, blank=True, help_text=_("e.g. 10.1145/1234567.1234568"))
    arxiv_id = models.CharField(_("arXiv ID"), max_length=30, blank=True, help_text=_("e.g. 2311.01282"))
    pdf = models.FileField(_("PDF"), upload_to="papers", blank=True, validators=[validate_pdf])
    teaser = PictureField(_("teaser picture"), upload_to="teasers", blank=True)
    is_selected = models.BooleanField(_("selected"), default=False, help_text=_("Shown on the home page."))
    award = models.CharField(_("award"), max_length=120, blank=True)
    note = models.TextField(
        _("note"), blank=True, help_text=_("Shown on the page of the publication and included in exports.")
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="publications", verbose_name=_("topics"))
    #: BibTeX fields of an imported entry without a column of their own; exports include them.
    extra = models.JSONField(_("other BibTeX fields"), default=dict, blank=True, editable=False)
    #: A date that is not stored in numbers, or not exactly, as entered: "350 BC", "c. 1850", "-0349". From
    #: ``extra``, which lists do not fetch.
    date_text = models.GeneratedField(
        expression=Coalesce(
            KeyTextTransform("year", "extra"),
            KeyTextTransform("date", "extra"),
            Value(""),
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    #: Funders, as a list of {"funder", "funder_doi", "awards": [grant numbers as printed]}.
    funding = models.JSONField(_("funding"), default=list, blank=True, editable=False)
    citations = models.PositiveIntegerField(_("citations"), null=True, blank=True)
    citations_on = models.DateField(_("citations as of"), null=True, blank=True)
    is_public = models.BooleanField(_("shown on the site"), default=True)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)
    search_text = SearchTextField()

    reserved_slugs = "feed|export|add|claim|import"

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-date_key", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="publication_title_not_empty"),
            models.CheckConstraint(
                condition=Q(year=None) | Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                name="publication_year_in_range",
            ),
            FieldCheck(
                field="year",
                condition=Q(month=None) | Q(year__isnull=False, month__range=(1, 12)),
                name="publication_month_has_a_year",
                violation_error_message=_("A month requires a year."),
            ),
            FieldCheck(
                field="month",
                condition=Q(day=None) | Q(month__isnull=False, day__range=(1, 31)),
                name="publication_day_has_a_month",
                violation_error_message=_("A day requires a month."),
            ),
            models.UniqueConstraint(
                fields=["doi"],
                condition=~Q(doi=""),
                name="publication_doi_unique",
                violation_error_message=_("A publication with this DOI already exists."),
            ),
            models.UniqueConstraint(
                fields=["arxiv_id"],
                condition=~Q(arxiv_id=""),
                name="publication_arxiv_id_unique",
                violation_error_message=_("A publication with this arXiv ID already exists."),
            ),
        ]
        indexes = [
            # Partial indexes: Django writes "WHERE is_public", and SQLite matches that with no others.
            models.Index(fields=["-date_key", "-id"], condition=PUBLIC, name="publication_newest_first"),
            models.Index(
                fields=["-is_selected", "-date_key", "-id"],
                condition=PUBLIC,
                name="publication_selected_first",
            ),
            models.Index(fields=["year", "kind"], condition=PUBLIC, name="publication_by_year"),
            models.Index(fields=["venue"], condition=PUBLIC, name="publication_by_venue"),
        ]

    def __str__(self):
        return readable_title(self.title)

    def get_absolute_url(self):
        return page_path("publication", self.slug)

    def slug_text(self):
        return readable_title(self.title)

    def set_names_to_search(self, topics, editorships, authorships) -> None:
        """Set the topics, editors and authors with which a new publication is about to be saved.

        Its search text then needs not be computed a second time after they have been saved.
        """
        self._names_to_search = _names(topics, editorships, authorships)

    def search_parts(self):
        titles = map(readable_title, (self.title, self.translated_title))
        parts = [*titles, self.doi, self.arxiv_id, visible_source(self.abstract), self.award, self.note]
        if self.pk:
            return parts + _names(self.topics.all(), self.editorships.all(), self.authorships.all())
        return parts + getattr(self, "_names_to_search", [])

    def clean(self):
        super().clean()
        self.title = " ".join(self.title.split())
        self.doi = re.sub(
            r"^((https?://)?((dx|www)\.)?doi\.org/|doi:\s*)", "", self.doi.strip(), flags=re.I
        ).lower()
        self.arxiv_id = re.sub(
            r"^((https?://)?(www\.)?arxiv\.org/(abs|html|pdf)/|arxiv:\s*)|(v\d+)?(\.pdf)?$",
            "",
            self.arxiv_id.strip(),
            flags=re.I,
        )
        if self.month and not self.year:
            raise ValidationError({"month": _("A month requires a year.")})
        if self.day and not self.month:
            raise ValidationError({"day": _("A day requires a month.")})
        is_year = self.year in range(FIRST_YEAR, LAST_YEAR + 1)  # else the field has an error of its own
        if is_year and self.month in range(1, 13) and self.day in range(1, 32):
            try:
                self.date.first_day  # noqa: B018
            except ValueError:
                raise ValidationError({"day": _("This month does not have that day.")}) from None

    @property
    def abstract_html(self) -> SafeString:
        """The abstract as HTML, with its formulas as MathML."""
        return abstract_html(self.abstract)

    @property
    def readable_abstract(self) -> str:
        """The abstract in Markdown, with its formulas as text."""
        return readable_text(self.abstract)

    @property
    def date(self) -> PartialDate | None:
        """The publication date, as precisely as known."""
        return PartialDate(self.year, self.month, self.day) if self.year else None

    @property
    def date_in_words(self) -> str:
        """A date that is not stored in numbers, or not exactly, in the language of the page; or ""."""
        return date_in_words(self.date_text, is_chinese=in_chinese()) if self.date_text else ""

    @property
    def year_label(self) -> str:
        """The year, in words where numbers do not hold it exactly: "2025", "c. 350 BC"; or ""."""
        return self.date_in_words or str(self.year or "")

    @property
    def badge(self) -> str:
        """The venue and year for the badge, such as "ISCA 2025"."""
        return f"{self.venue} {self.year_label}".strip() if self.venue_id else ""

    @property
    def pdf_url(self) -> str:
        """The URL of the PDF below the publication's page, "" without one."""
        return page_path("publication-pdf", self.slug) if self.pdf else ""

    #: The columns that ``headline`` needs.
    HEADLINE_COLUMNS = ("title", "translated_title", "language")

    @property
    def leading_title(self) -> LocalText:
        """The title in the language of the page if the publication has one in two languages."""
        is_chinese = self.language.startswith("zh")
        if self.translated_title and is_chinese != in_chinese():
            return LocalText(self.translated_title)
        return LocalText(self.title, "" if is_chinese == in_chinese() else self.language)

    @property
    def second_title(self) -> LocalText | None:
        """The title in the language that is not that of the page."""
        if not self.translated_title:
            return None
        is_chinese = self.language.startswith("zh")
        if is_chinese != in_chinese():
            return LocalText(self.title, self.language)
        return LocalText(self.translated_title, HTML_LANG[ENGLISH if is_chinese else CHINESE])

    @property
    def page_title(self) -> str:
        """The leading title as plain text."""
        return readable_title(self.leading_title.text)

    @property
    def headline(self) -> LocalText:
        """The leading title with formulas as text."""
        return self.leading_title._replace(text=self.page_title)

    @property
    def undated_label(self) -> str:
        """The text in place of the year of a publication without one: "350 BC", "In press" or "No year"."""
        return str(_("In press")) if self.is_in_press else self.date_in_words or str(_("No year"))

    @property
    def doi_url(self) -> str:
        return f"https://doi.org/{self.doi}" if self.doi else ""

    @property
    def arxiv_url(self) -> str:
        return f"https://arxiv.org/abs/{self.arxiv_id}" if self.arxiv_id else ""


def _names(topics, editorships, authorships) -> list[str]:
    """Return the names by which a publication is found."""
    # Sorted here, since those of a new publication do not come from the database.
    names = [
        name for topic in sorted(topics, key=lambda topic: topic.pk) for name in (topic.name, topic.name_zh)
    ]
    # Authors last, because only long author lists can exceed the column, and they may be cut.
    return names + [row.name for row in (*editorships, *authorships)]
