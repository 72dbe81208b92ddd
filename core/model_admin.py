"""Base classes for the model pages of the Django admin."""

import logging
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.admin.widgets import AdminTextInputWidget, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import CharField, Field, ForeignKey, ManyToManyField, Model, QuerySet, URLField
from django.db.models.functions import Left
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.characters import printable
from core.images.fields import Picture
from core.lost_uploads import lost_uploads
from core.partial_dates import PartialDateField
from core.primary_keys import as_key, as_keys
from core.search.normalization import words
from core.search.query import matching
from core.shared_rows import delete_or_hand_over
from core.storages.site_storage import CANNOT_STORE, FILE_NOT_STORED, StorageUnavailable

if TYPE_CHECKING:
    ModelAdminBase = admin.ModelAdmin[Model]
    WidgetBase = AutocompleteSelect
    InlineBase = admin.options.InlineModelAdmin[Model, Model]
    FormSetBase = BaseInlineFormSet[Model, Model, ModelForm[Model]]
    FormBase = ModelForm[Model]
else:
    ModelAdminBase = admin.ModelAdmin
    WidgetBase = object
    InlineBase = object
    FormSetBase = BaseInlineFormSet
    FormBase = ModelForm

logger = logging.getLogger(__name__)

MAX_SEARCH_LENGTH = 200  # characters
MAX_SEARCH_WORDS = 8
THUMBNAIL_HEIGHT = 40  # pixels
MAX_NEW_ROWS = 100  # in one submission of an inline
LONG_FIELD = 200  # characters; fields of this length get a wide input

FORMFIELD_OVERRIDES: "dict[type[Field[Any, Any]], dict[str, Any]]" = {
    PartialDateField: {"widget": AdminTextInputWidget(attrs={"size": 12, "class": ""})},
    URLField: {"assume_scheme": "https"},
}


class UnstoredFilesForm(FormBase):
    """A form whose files could not be stored: invalid, and shown again as it was submitted."""

    unstored_files: Iterable[str] = ()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.add_error(None, CANNOT_STORE)
        for name in self.unstored_files:
            if name in self.fields:
                self.add_error(name, FILE_NOT_STORED)
        return cleaned


class ValidKeys(WidgetBase):
    """Mixin for autocomplete boxes: a submitted value that is no primary key selects nothing.

    Django's box would look it up, and end with an internal error.
    """

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:
        return super().optgroups(name, [key for key in value if as_key(key) is not None], attr)


class AutocompleteBox(ValidKeys, AutocompleteSelect):
    """An autocomplete box for one row."""


class AutocompleteBoxes(ValidKeys, AutocompleteSelectMultiple):
    """An autocomplete box for several rows."""


class TolerantAdmin(ModelAdminBase):
    """A ModelAdmin that searches as the site does and answers any query string without an error."""

    list_per_page = 50
    formfield_overrides = FORMFIELD_OVERRIDES

    def formfield_for_dbfield(self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        """Give long fields a wide input."""
        if type(db_field) is CharField and (db_field.max_length or 0) >= LONG_FIELD:
            kwargs.setdefault("widget", AdminTextInputWidget(attrs={"class": "vLargeTextField"}))
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = AutocompleteBox(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = AutocompleteBoxes(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Model], search_term: str
    ) -> tuple[QuerySet[Model], bool]:
        """Search with the model's ``matching()`` or search column, else with ``search_fields``."""
        term = search_term.replace("\x00", "")[:MAX_SEARCH_LENGTH].strip()
        if not any(field.name == "search_text" for field in self.model._meta.fields):
            # Django makes each word a condition of its own, and SQLite limits their number.
            return super().get_search_results(request, queryset, " ".join(term.split()[:MAX_SEARCH_WORDS]))
        if not term:
            return queryset, False
        if not words(term):
            return queryset.none(), False
        if hasattr(queryset, "matching"):
            return queryset.matching(term), False
        return queryset.filter(matching(term)), False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ignore NUL characters, which PostgreSQL refuses, keys that no row has, and malformed conditions."""
        selected = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if len(keys := as_keys(selected)) < len(selected):
            data = request.POST.copy()
            data.setlist(ACTION_CHECKBOX_NAME, [str(key) for key in keys])
            request.POST = data  # type: ignore[assignment]
        if any("\x00" in value for values in request.GET.lists() for value in [values[0], *values[1]]):
            clean = request.GET.copy()
            clean.clear()
            for name, values in request.GET.lists():
                clean.setlist(name.replace("\x00", ""), [value.replace("\x00", "") for value in values])
            request.GET = clean  # type: ignore[assignment]
        if any("regex" in name for name in request.GET):  # an invalid expression is an error of the database
            return redirect(f"{request.path}?{ERROR_FLAG}=1")
        try:
            return super().changelist_view(request, extra_context)
        except (IndexError, OverflowError, ValueError):
            # A range with one end, a year of thirty digits: redirect as Django does for other filters.
            if request.method == "POST" or not request.GET or ERROR_FLAG in request.GET:
                raise
            logger.info("Invalid filter: %s", request.get_full_path(), exc_info=True)
            return redirect(f"{request.path}?{ERROR_FLAG}=1")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Remove characters that HTML and XML do not allow, which text pasted from a PDF may contain.

        If uploaded files cannot be stored, return the form as it was submitted.
        """
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        data = request.POST.copy()
        for name, values in request.POST.lists():
            data.setlist(name, [printable(value) for value in values])
        request.POST = data  # type: ignore[assignment]
        if not lost_uploads(request):
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except StorageUnavailable:
                logger.exception("Uploaded files cannot be stored.")
        request.unstored_files = lost_uploads(request) or set(request.FILES)  # type: ignore[attr-defined]
        response = super().changeform_view(request, object_id, form_url, extra_context)
        response.status_code = 503
        return response

    def get_deleted_objects(
        self, objs: Sequence[Model] | QuerySet[Model], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Return what would be deleted and what is in the way, as Django does.

        Rows that nobody deletes by themselves in the admin go with the row that they belong to.
        """
        rows, counts, refused, protected = super().get_deleted_objects(objs, request)
        site = self.admin_site
        parts = {
            model._meta.verbose_name
            for model in apps.get_models()
            if site.is_registered(model) and getattr(site.get_model_admin(model), "is_part_of_others", False)
        }
        return rows, counts, refused - parts, protected

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> "type[ModelForm[Model]]":
        """Return the form; after a failure to store files, one that is invalid and says so."""
        form = super().get_form(request, obj, change=change, **kwargs)
        names = getattr(request, "unstored_files", None)
        if names is None:
            return form
        return type(form.__name__, (UnstoredFilesForm, form), {"unstored_files": names})

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        """Return the row; an empty name of a field, as forged in ``_to_field``, means the primary key."""
        return super().get_object(request, object_id, from_field or None)

    def get_view_on_site_url(self, obj: Model | None = None) -> str | None:
        """Return the public URL; None if a form with errors has put an unusable slug into the object."""
        try:
            return super().get_view_on_site_url(obj)
        except NoReverseMatch:
            return None

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return the initial values of the query string, without relations to invalid primary keys."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        return {name: value for name, value in initial.items() if self._is_valid_initial(name, value)}

    def _is_valid_initial(self, name: str, value: Any) -> bool:
        try:
            field = self.model._meta.get_field(name)
        except FieldDoesNotExist:
            return True
        values = value if isinstance(value, list) else [value]
        return not field.is_relation or all(str(key).isdecimal() and len(str(key)) < 19 for key in values)


# ---- inlines ----------------------------------------------------------------------------------


class PrefetchedAutocompleteSelect(AutocompleteBox):
    """An autocomplete box that is given the selected row, where Django would query it for each box."""

    selected_row: Model | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:
        if self.selected_row is None or list(value) != [str(self.selected_row.pk)]:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(self.selected_row)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*empty, self.create_option(name, self.selected_row.pk, label, True, len(empty))], 0)]


class PrefetchedInlineFormSet(FormSetBase):
    """Gives each row its parent, and its autocomplete boxes the rows of ``select_related``.

    Building thousands of rows takes minutes, so that only some more are accepted than there are.
    """

    def total_form_count(self) -> int:
        """Return the number of rows to build."""
        return min(super().total_form_count(), len(self.get_queryset()) + MAX_NEW_ROWS)

    def clean(self) -> None:
        """Report new rows that were not read."""
        super().clean()
        if self.is_bound and super().total_form_count() > self.total_form_count():
            text = _("You can add up to %(number)d rows at a time.")
            raise ValidationError(text % {"number": MAX_NEW_ROWS})

    def delete_existing(self, obj: Any, commit: bool = True) -> None:
        if commit:
            delete_or_hand_over([obj])

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        setattr(form.instance, self.fk.name, self.instance)
        for name, field in form.fields.items():
            field.widget.attrs.setdefault("aria-label", field.label)  # Django's tables have no labels
            box = getattr(field.widget, "widget", field.widget)  # inside the box with the add button
            if isinstance(box, PrefetchedAutocompleteSelect) and form.instance.pk:
                box.selected_row = getattr(form.instance, name)


class RowInline(InlineBase):
    """Mixin for inlines: no empty rows, and no query per row for autocomplete boxes."""

    extra = 0
    formset = PrefetchedInlineFormSet
    formfield_overrides = FORMFIELD_OVERRIDES

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).select_related(*self.autocomplete_fields)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = PrefetchedAutocompleteSelect(
                db_field, self.admin_site, using=kwargs.get("using")
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


# ---- filters and columns ----------------------------------------------------------------------


class ReadOnlyAdmin:
    """Mixin for admins and inlines of rows that cannot be added, changed or deleted in the admin."""

    #: The rows are deleted with those that they belong to.
    is_part_of_others = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ChoiceFilter(admin.SimpleListFilter):
    """A list filter that ignores a value which is not among its choices."""

    def filter_rows(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Return the rows with one of the choices. Subclasses implement this."""
        raise NotImplementedError

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value is None or value not in {str(choice) for choice, _text in self.lookup_choices}:
            return queryset
        return self.filter_rows(queryset, value)


class YearFilter(ChoiceFilter):
    """Filter by the year of the partial date ``date``, latest first."""

    title = _("year")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        dated = model_admin.model._default_manager.exclude(date=None).order_by()
        years = dated.annotate(_year=Left("date", 4)).values_list("_year", flat=True).distinct()
        return [(year, year) for year in sorted(years, reverse=True)]

    def filter_rows(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        return queryset.filter(date__startswith=value)


def thumbnail(picture: Picture) -> SafeString | str:
    """Return a small ``<img>``, sized by attributes because the Content-Security-Policy forbids styles."""
    url = picture.url_for(96)
    if not url:
        return ""
    width = round(THUMBNAIL_HEIGHT * picture.aspect)
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="" loading="lazy">', url, width, THUMBNAIL_HEIGHT
    )
