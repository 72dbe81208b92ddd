"""Forms in which members enter and correct publications, and the talks of a profile."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.file_widgets import FileChooser, size_limit_attrs
from core.uploads import MAX_PDF_BYTES, PDF_TOO_LARGE
from moderation.forms.base import FormMeta, ManyChoice, RowForm
from moderation.forms.snapshot import Values
from people.forms import MarkdownTextarea, MemberRowForm, name_or_slug
from publications import author_lines
from publications.models import Authorship, Publication, PublicationLink, Talk, Topic, Venue
from publications.models.venue import kind_for


def extra_lines(extra: dict[str, str]) -> str:
    """Returns the further fields of an entry as they are typed: a line "name = value" for each."""
    return "\n".join(f"{name} = {' '.join(value.split())}" for name, value in extra.items())


class ExtraField(forms.CharField):
    """Further fields of a BibTeX entry, one per line; a dictionary."""

    def prepare_value(self, value):
        return extra_lines(value) if isinstance(value, dict) else value

    def to_python(self, value):
        fields = {}
        for line in super().to_python(value).splitlines():
            name, is_there, text = line.partition("=")
            if line.strip() and not (is_there and name.strip()):
                raise forms.ValidationError(
                    _("“%(line)s” has no name and “=”."), params={"line": line.strip()[:60]}
                )
            if line.strip():
                fields[name.strip().lower()] = text.strip()
        return fields


class PublicationForm(forms.ModelForm):
    """A publication; what the lab decides (selected, shown) is not in it."""

    venue = forms.CharField(
        label=_("venue"),
        required=False,
        max_length=250,
        help_text=_("Name or abbreviation. One that is not in the list is added with the publication."),
        widget=forms.TextInput({"list": "venue-names", "autocomplete": "off"}),
    )
    topics = ManyChoice(
        Topic.objects.order_by("name"),
        label=_("topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    extra = ExtraField(
        label=_("other BibTeX fields"),
        required=False,
        widget=MarkdownTextarea(4),
        help_text=_("One per line, such as “isbn = 978-0-00-000000-2”. They are exported again."),
    )

    class Meta(FormMeta):
        model = Publication
        fields = [
            "title",
            "kind",
            "language",
            "venue",
            "year",
            "month",
            "day",
            "volume",
            "number",
            "pages",
            "publisher",
            "abstract",
            "doi",
            "arxiv_id",
            "pdf",
            "teaser",
            "award",
            "topics",
        ]
        widgets = {
            "abstract": MarkdownTextarea(8),
            "pdf": FileChooser({"accept": ".pdf", **size_limit_attrs(MAX_PDF_BYTES, PDF_TOO_LARGE)}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.venue_id:
            self.initial["venue"] = self.instance.venue.name
        self.initial["extra"] = self.instance.extra

    def clean_venue(self):
        typed, present = " ".join(self.cleaned_data["venue"].split()), self.instance.venue
        if not typed or (present and present.name == typed):
            return present if typed else None
        return Venue.objects.called(typed) or Venue(name=typed)

    def clean_extra(self):
        # Not one of the model's editable fields, so that the form has to hand it over itself.
        self.instance.extra = self.cleaned_data["extra"]
        return self.instance.extra

    def save(self, commit=True):
        venue = self.instance.venue
        if venue is not None and venue.pk is None:
            venue.kind = kind_for(self.instance.kind)
            venue.save()
            self.instance.venue = venue
        return super().save(commit)


class AuthorForm(MemberRowForm):
    class Meta(FormMeta):
        model = Authorship
        fields = ["name", "person", "is_equal", "is_corresponding"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].required = False

    def _get_validation_exclusions(self):
        """That there is a name is checked by its field; the constraint would ask the database each time."""
        return super()._get_validation_exclusions() | {"name"}


class AuthorLines:
    """The authors of a paper by very many, one on a line."""

    help_text = _(
        "One author on a line, in order. After the name: * for equal contribution, † for a corresponding "
        "author, and in brackets which member of the lab it is, such as Ada Example*† [Ada Example]."
    )

    @staticmethod
    def write(values):
        name, person = ("".join(values.get(field, [])) for field in ("name", "person"))
        return author_lines.write(
            name, person, bool(values.get("is_equal")), bool(values.get("is_corresponding"))
        )

    @staticmethod
    def read(line):
        name, person, is_equal, is_corresponding = author_lines.read(line)
        return _values(name, person, is_equal, is_corresponding)

    @staticmethod
    def values(row, owner):
        person = name_or_slug(row.person, owner) if row.person_id else ""
        return _values(row.name, person, row.is_equal, row.is_corresponding)


def _values(name: str, person: str, is_equal: bool, is_corresponding: bool) -> Values:
    return {
        "name": [name] if name else [],
        "person": [person] if person else [],
        "is_equal": ["on"] if is_equal else [],
        "is_corresponding": ["on"] if is_corresponding else [],
    }


class PublicationLinkForm(RowForm):
    class Meta(FormMeta):
        model = PublicationLink
        fields = ["kind", "url", "label", "repository"]


class TalkForm(RowForm):
    class Meta(FormMeta):
        model = Talk
        fields = [
            "kind",
            "title",
            "title_zh",
            "date",
            "event",
            "event_zh",
            "place",
            "place_zh",
            "url",
            "slides_url",
            "publication",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = Publication.objects.filter(authorships__person=self.owner).only("title")
        self.fields["publication"].queryset = own.order_by("-date_key") if self.owner.pk else own.none()


def venue_suggestions() -> list[tuple[str, str]]:
    """Returns the names of the venues, each with its abbreviation."""
    return list(Venue.objects.order_by("name").values_list("name", "abbreviation"))
