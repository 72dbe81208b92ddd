"""Publications, venues, topics and talks in the Django admin."""

import math

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db.models import Count, F
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.model_admin import (
    ChoiceFilter,
    PrefetchedInlineFormSet,
    RowInline,
    TolerantAdmin,
    YearFilter,
    thumbnail,
)
from core.short_addresses import ShortAddressField
from moderation.admin import RecordedAdmin
from moderation.forms.bulk_text import MAX_ROW_FORMS
from publications.filters import UNDATED
from publications.forms import CitationNameForm, LinkAddressForm
from publications.models import (
    Authorship,
    EditorialNotice,
    Editorship,
    Publication,
    PublicationLink,
    Talk,
    Topic,
    Venue,
)

# ---- authors ----------------------------------------------------------------------------------

#: Temporary offset when renumbering: above any position, and still a valid SmallIntegerField when added.
RENUMBERING_OFFSET = 10_000


class AuthorForm(CitationNameForm):
    """An author or editor; without a position, comes last. The formset validates uniqueness."""

    class Meta:
        # Narrower than the admin's own inputs, so that a row with all its boxes fits on a laptop's screen.
        widgets = {name: forms.TextInput({"size": 22}) for name in ("name", "citation_name")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False

    def validate_constraints(self):
        """Leave uniqueness to the formset: authors may swap positions."""

    @property
    def sort_key(self) -> tuple[float, int]:
        """The entered position; an author moved to the position of another displaces that one."""
        position, initial = self.cleaned_data.get("position"), self.initial.get("position")
        if position is None:
            return math.inf, 0
        if position == initial:
            return position, 0
        return position, 1 if initial is not None and position > initial else -1


class AuthorFormSet(PrefetchedInlineFormSet):
    """All authors, or editors, of a publication, renumbered when saved, so that any two can be swapped."""

    listed_twice = _("A member can only be listed once among the authors.")

    @property
    def remaining_forms(self) -> list[AuthorForm]:
        return [
            form
            for form in self.forms
            if (form.instance.pk or form.has_changed())
            and not getattr(form, "cleaned_data", {}).get(DELETION_FIELD_NAME)
        ]

    def validate_unique(self):
        """Accept equal positions, which ``save`` renumbers; ``clean`` checks the members."""

    def clean(self):
        super().clean()
        people = [form.cleaned_data.get("person") for form in self.remaining_forms if form.is_valid()]
        members = [person for person in people if person]
        if len(members) != len(set(members)):
            raise ValidationError(self.listed_twice)

    def save(self, commit=True):
        rows = super().save(commit=False)
        for author in self.deleted_objects:
            author.delete()
        # Unique constraints are checked row by row, so move all stored rows out of the way first.
        stored = self.model.objects.filter(publication=self.instance)
        stored.update(position=F("position") + RENUMBERING_OFFSET, person=None)
        for position, form in enumerate(sorted(self.remaining_forms, key=lambda form: form.sort_key), 1):
            form.instance.position = position
            form.instance.save()
        return rows


class AuthorInline(RowInline, admin.TabularInline):
    model = Authorship
    form = AuthorForm
    formset = AuthorFormSet
    fields = ["position", "name", "person", "is_equal", "is_corresponding", "citation_name"]
    autocomplete_fields = ["person"]
    ordering = ["position"]


class EditorFormSet(AuthorFormSet):
    listed_twice = _("A member can only be listed once among the editors.")


class EditorInline(AuthorInline):
    model = Editorship
    formset = EditorFormSet
    fields = ["position", "name", "person", "citation_name"]


class NoticeInline(RowInline, admin.TabularInline):
    model = EditorialNotice
    fields = ["kind", "doi", "date"]


# ---- publications -----------------------------------------------------------------------------


class PublicationLinkAdminForm(LinkAddressForm, forms.ModelForm):
    """A link in the admin, which also takes a bare DOI, arXiv ID or repository."""

    class Meta:
        field_classes = {"url": ShortAddressField}
        widgets = {"url": AdminTextInputWidget(attrs={"class": "vURLField"})}


class PublicationLinkInline(RowInline, admin.StackedInline):
    model = PublicationLink
    form = PublicationLinkAdminForm
    fields = [("kind", "label", "position"), "url", ("repository", "stars", "stars_on")]


_LATEST_YEAR = F("year").desc(nulls_last=True)


class PublicationYearFilter(ChoiceFilter):
    """The years of publications, latest first."""

    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        years = Publication.objects.order_by(_LATEST_YEAR).values_list("year", flat=True).distinct()
        return [(str(year or UNDATED), str(year or _("No year"))) for year in years]

    def filter_rows(self, queryset, value):
        return queryset.filter(year=None if value == UNDATED else int(value))


def omits_authors(request, publication) -> bool:
    """Return whether the form of a paper with very many authors leaves them out (until ``?authors=all``)."""
    return (
        publication is not None and publication.author_count > MAX_ROW_FORMS and "authors" not in request.GET
    )


class PublicationForm(forms.ModelForm):
    class Meta:
        labels = {"arxiv_id": _("arXiv ID")}  # Django would capitalise the label


class PublicationList(ChangeList):
    """The list of publications with its authors, which the filters and the other pages do not need."""

    def get_queryset(self, request, exclude_parameters=None):
        return super().get_queryset(request, exclude_parameters).with_folded_bylines()


@admin.register(Publication)
class PublicationAdmin(RecordedAdmin):
    form = PublicationForm
    change_form_template = "admin/publications/publication/change_form.html"
    actions = ["select", "unselect"]
    list_display = [
        "picture",
        "readable_title",
        "authors",
        "venue",
        "year",
        "kind",
        "is_selected",
        "is_public",
        "citations",
        "updated",
    ]
    list_display_links = ["readable_title"]
    list_filter = [
        PublicationYearFilter,
        "kind",
        "is_selected",
        "is_public",
        ("venue", admin.RelatedOnlyFieldListFilter),
        ("topics", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["venue"]
    ordering = [_LATEST_YEAR, F("month").desc(nulls_last=True), F("day").desc(nulls_last=True), "-pk"]
    search_fields = ["title", "doi", "arxiv_id"]
    search_help_text = _("Search by title, abstract, author, venue, DOI or arXiv ID.")
    autocomplete_fields = ["venue", "topics"]
    readonly_fields = ["created", "updated", "number_of_authors"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    "translated_title",
                    ("kind", "language"),
                    "venue",
                    ("year", "month", "day", "is_in_press"),
                    "slug",
                ]
            },
        ),
        (
            _("Details"),
            {
                "fields": [
                    ("volume", "number", "pages", "article_number"),
                    "publisher",
                    ("doi", "arxiv_id"),
                    "note",
                    ("has_more_authors", "has_more_editors"),
                ]
            },
        ),
        (_("Content"), {"fields": ["abstract", "topics", "pdf", "teaser"]}),
        (_("Visibility"), {"fields": [("is_public", "is_selected"), "award"]}),
        (_("Record"), {"fields": [("citations", "citations_on"), ("created", "updated")]}),
    ]
    inlines = [AuthorInline, EditorInline, PublicationLinkInline, NoticeInline]

    def get_changelist(self, request, **kwargs):
        return PublicationList

    def get_inlines(self, request, obj):
        """Leave the authors of a paper with very many out: thousands of inputs are slow."""
        omitted = {AuthorInline} if omits_authors(request, obj) else set()
        return [inline for inline in self.inlines if inline not in omitted]

    def get_fieldsets(self, request, obj=None):
        if not omits_authors(request, obj):
            return self.fieldsets
        return [*self.fieldsets, (_("Authors"), {"fields": ["number_of_authors"]})]

    @admin.display(description=_("authors"))
    def number_of_authors(self, publication):
        text = _("Edit all authors")
        return format_html('{} · <a href="?authors=all">{}</a>', publication.author_count, text)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        Publication.objects.filter(pk=form.instance.pk).reindex()

    @admin.display(description=_("title"), ordering="title")
    def readable_title(self, publication):
        return str(publication)

    @admin.display(description=_("teaser"))
    def picture(self, publication):
        return thumbnail(publication.teaser)

    @admin.display(description=_("authors"))
    def authors(self, publication):
        people = publication.editor_bylines if publication.is_edited_book else publication.bylines
        names = [byline.name for byline in people]
        return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")

    @admin.action(description=_("Select for the home page"), permissions=["change"])
    def select(self, request, queryset):
        self._set_selected(request, queryset, is_selected=True)

    @admin.action(description=_("Remove from the home page"), permissions=["change"])
    def unselect(self, request, queryset):
        self._set_selected(request, queryset, is_selected=False)

    def _set_selected(self, request, queryset, is_selected):
        changing = list(queryset.exclude(is_selected=is_selected))
        pks = [publication.pk for publication in changing]
        Publication.objects.filter(pk__in=pks).update(is_selected=is_selected, updated=timezone.now())
        LogEntry.objects.log_actions(
            request.user.pk, changing, CHANGE, [{"changed": {"fields": [str(_("selected"))]}}]
        )
        text = ngettext("%(number)d publication changed.", "%(number)d publications changed.", len(changing))
        self.message_user(request, text % {"number": len(changing)}, messages.SUCCESS)

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public else None


# ---- venues, topics, talks --------------------------------------------------------------------


class CountedAdmin(TolerantAdmin):
    """Rows with their publication count. The annotation drops the default ordering, so subclasses set one."""

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(publication_count=Count("publications"))

    @admin.display(description=_("publications"), ordering="publication_count")
    def publication_count(self, row):
        return row.publication_count


@admin.register(Venue)
class VenueAdmin(CountedAdmin):
    list_display = ["abbreviation", "name", "kind", "rank", "publication_count"]
    list_display_links = ["abbreviation", "name"]
    list_filter = ["kind", "rank"]
    ordering = ["abbreviation", "name", "pk"]
    search_fields = ["name", "abbreviation"]
    fields = [("name", "abbreviation"), ("kind", "rank"), "url", "slug"]


@admin.register(Topic)
class TopicAdmin(CountedAdmin):
    """Topics. Their names are part of the search text of publications, which is updated with them."""

    list_display = ["name", "name_zh", "publication_count"]
    ordering = ["name", "pk"]
    search_fields = ["name", "name_zh"]
    fields = [("name", "name_zh"), "slug"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        obj.publications.all().reindex()

    def delete_model(self, request, obj):
        self.delete_queryset(request, Topic.objects.filter(pk=obj.pk))

    def delete_queryset(self, request, queryset):
        pks = list(Publication.objects.filter(topics__in=queryset).values_list("pk", flat=True))
        super().delete_queryset(request, Topic.objects.filter(pk__in=queryset.values("pk")))
        Publication.objects.filter(pk__in=pks).reindex()


@admin.register(Talk)
class TalkAdmin(TolerantAdmin):
    list_display = ["date", "person", "kind", "title", "event", "place"]
    list_display_links = ["title"]
    list_filter = ["kind", YearFilter]
    list_select_related = ["person"]
    search_fields = ["title", "title_zh", "event", "event_zh", "person__name", "person__native_name"]
    autocomplete_fields = ["person", "colleagues", "publication"]
    fieldsets = [
        (None, {"fields": ["person", "colleagues", ("date", "kind"), ("title", "title_zh"), "publication"]}),
        (
            _("Event"),
            {"fields": [("event", "event_zh"), ("place", "place_zh"), "url", "slides_url", "position"]},
        ),
    ]
