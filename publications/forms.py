"""Forms for publications with their authors and links, and for talks."""

from dataclasses import asdict

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.file_widgets import FileChooser, size_limit_attrs
from core.locking import advisory_lock
from core.short_addresses import ShortAddressField, ShortAddressForm
from core.uploads import MAX_PDF_BYTES, PDF_TOO_LARGE
from moderation.forms.base import FormMeta, ManyChoice, RowForm
from people.forms import MarkdownTextarea, MemberRowForm, OwnRow, SharedRowForm
from publications.bibtex.private_fields import is_private
from publications.citing.names import known_parts
from publications.citing.registry import funding_lines, read_funding_lines
from publications.column_limits import citation_name
from publications.link_addresses import full_address
from publications.models import Authorship, Editorship, Publication, PublicationLink, Talk, Topic, Venue
from publications.models.venue import kind_for
from publications.querysets import keys_of_works
from publications.stored_entries import funding_from_data
from publications.typed_names import inverted_author
from publications.typed_titles import without_latex


def extra_lines(extra: dict[str, str]) -> str:
    """Return extra BibTeX fields as text, a line "name = value" for each."""
    return "\n".join(f"{name} = {' '.join(value.split())}" for name, value in extra.items())


class ExtraField(forms.CharField):
    """Extra BibTeX fields, typed as lines "name = value" and cleaned to a dictionary."""

    def prepare_value(self, value):
        return extra_lines(value) if isinstance(value, dict) else value

    def to_python(self, value):
        fields = {}
        for line in filter(None, map(str.strip, super().to_python(value).splitlines())):
            name, equals_sign, text = line.partition("=")
            if not (equals_sign and name.strip()):
                raise forms.ValidationError(
                    _("“%(line)s” is not in the form “name = value”."), params={"line": line[:60]}
                )
            if is_private(name, text):
                raise forms.ValidationError(
                    _(
                        "“%(name)s” is a private field of a reference manager, or a path on a computer. "
                        "Remove this line."
                    ),
                    params={"name": name.strip()[:60]},
                )
            fields[name.strip().lower()] = text.strip()
        return fields


class FundingField(forms.CharField):
    """The funders of a work with the numbers of their grants, typed in lines and cleaned to ``funding``."""

    widget = forms.Textarea({"rows": 2})

    def prepare_value(self, value):
        return funding_lines(map(funding_from_data, value)) if isinstance(value, list) else value

    def to_python(self, value):
        return [asdict(funding) for funding in read_funding_lines(super().to_python(value))]

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "").split() != (data or "").split()


class PublicationForm(forms.ModelForm):
    """A publication as its authors edit it, without what the lab decides (selected, shown)."""

    venue = forms.CharField(
        label=_("Venue"),
        required=False,
        max_length=250,
        help_text=_("Name or abbreviation. A new venue is added together with the publication."),
        widget=forms.TextInput({"list": "venue-names", "autocomplete": "off"}),
    )
    venue_rank = forms.CharField(
        label=_("Rank of the venue"),
        required=False,
        max_length=40,
        help_text=_("E.g. CCF-A. Saved only for a venue that has no rank yet."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    topics = ManyChoice(
        Topic.objects.order_by("name"),
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    funding = FundingField(
        label=_("Funding"),
        required=False,
        help_text=_(
            "One funder per line with the grant numbers in brackets, e.g. “National Science Foundation "
            "[2112665, 1925001]”."
        ),
    )
    extra = ExtraField(
        label=_("Other BibTeX fields"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One per line, e.g. “isbn = 978-0-00-000000-2”. Included in exports."),
    )

    class Meta(FormMeta):
        model = Publication
        fields = [
            "title",
            "translated_title",
            "kind",
            "language",
            "venue",
            "year",
            "month",
            "day",
            "is_in_press",
            "volume",
            "number",
            "pages",
            "article_number",
            "publisher",
            "abstract",
            "doi",
            "arxiv_id",
            "pdf",
            "teaser",
            "award",
            "note",
            "topics",
            "has_more_authors",
            "has_more_editors",
        ]
        labels = {"arxiv_id": _("arXiv ID")}  # Django would capitalise the label
        widgets = {
            "abstract": MarkdownTextarea(8),
            "note": forms.Textarea({"rows": 2}),
            "pdf": FileChooser({"accept": ".pdf", **size_limit_attrs(MAX_PDF_BYTES, PDF_TOO_LARGE)}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.venue_id:
            self.initial |= {"venue": self.instance.venue.name, "venue_rank": self.instance.venue.rank}
        self.initial |= {"funding": self.instance.funding, "extra": self.instance.extra}

    def clean_title(self):
        return self._typed_title("title")

    def clean_translated_title(self):
        return self._typed_title("translated_title")

    def _typed_title(self, name: str) -> str:
        title = self.cleaned_data[name]
        return without_latex(title) if name in self.changed_data else title

    def clean_venue(self):
        name, current = " ".join(self.cleaned_data["venue"].split()), self.instance.venue
        if not name or (current and current.name == name):
            return current if name else None
        return Venue.objects.named(name)

    # The next two model fields are not editable, so the form does not copy the values by itself.

    def clean_funding(self):
        if "funding" in self.changed_data:
            self.instance.funding = self.cleaned_data["funding"]
        return self.instance.funding

    def clean_extra(self):
        self.instance.extra = self.cleaned_data["extra"]
        return self.instance.extra

    def save(self, commit=True):
        venue = self.instance.venue
        if venue is not None and venue.pk is None:
            advisory_lock("new venues")
            venue = Venue.objects.called(venue.name) or venue  # another request may just have added it
        if venue is not None:
            rank = self.cleaned_data["venue_rank"] if "venue_rank" in self.changed_data else ""
            is_new, gets_rank = venue.pk is None, bool(rank) and not venue.rank
            if gets_rank:
                venue.rank = rank
            if is_new:
                venue.kind = kind_for(self.instance.kind)
            if is_new or gets_rank:
                venue.save()
            self.instance.venue = venue
        return super().save(commit)


class CitationNameForm(forms.ModelForm):
    """Mixin for the forms of authors and editors: the name in citations has the words of the printed name."""

    def clean(self):
        cleaned = super().clean()
        printed, citation = self.cleaned_data.get("name", ""), self.cleaned_data.get("citation_name", "")
        if citation and printed and known_parts(printed, citation) is None:
            if self.instance.pk and "citation_name" not in self.changed_data:
                self.cleaned_data["citation_name"] = ""  # that of the printed name before it was changed
            else:
                text = _("Use the words of the printed name, “%(name)s”, or leave this field empty.")
                self.add_error("citation_name", forms.ValidationError(text, params={"name": printed}))
        return cleaned


class ContributionForm(CitationNameForm, MemberRowForm):
    """A printed name, the member with it, and how to cite it."""

    class Meta(FormMeta):
        fields = ["name", "person", "citation_name"]
        help_texts = {
            "citation_name": _(
                "Family name first, e.g. “Ruiz Ortega, Pilar”; an organisation in braces, e.g. “{Example and "
                "Sample Team}”. Needed only where exports split the printed name wrongly."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].required = False

    def clean(self):
        """Turn a name around that is typed with the family name first; it stays the one in citations."""
        name = self.cleaned_data.get("name", "")
        is_typed = "name" in self.changed_data and not self.cleaned_data.get("citation_name")
        if is_typed and (author := inverted_author(name)):
            self.cleaned_data |= {"name": author.name, "citation_name": citation_name(author)}
        return super().clean()

    def validate_constraints(self):
        """Query nothing: the form field requires the name, and the formset checks the members."""


class AuthorForm(ContributionForm):
    class Meta(ContributionForm.Meta):
        model = Authorship
        fields = ["name", "person", "is_equal", "is_corresponding", "citation_name"]


class EditorForm(ContributionForm):
    class Meta(ContributionForm.Meta):
        model = Editorship


class LinkAddressForm(ShortAddressForm):
    """Mixin for the forms of links of a publication: a bare DOI, arXiv ID or repository becomes a link."""

    full_address = staticmethod(full_address)


class PublicationLinkForm(LinkAddressForm, RowForm):
    class Meta(FormMeta):
        model = PublicationLink
        fields = ["kind", "url", "label", "repository"]
        field_classes = {"url": ShortAddressField}
        widgets = {"url": forms.TextInput}
        help_texts = {"url": _("Or only the DOI, arXiv ID or GitHub repository.")}


class OwnPublicationField(forms.ModelChoiceField):
    """A choice among the publications of a profile, which all rows of the profile share."""

    def share(self, publications: list[Publication]) -> None:
        self._by_key = {str(publication.pk): publication for publication in publications}
        names = [(publication.pk, self.label_from_instance(publication)) for publication in publications]
        self.choices = [("", self.empty_label), *names]

    def label_from_instance(self, publication):
        return publication.headline.text

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if (publication := self._by_key.get(str(value))) is None:
            code = "invalid_choice"
            raise forms.ValidationError(self.error_messages[code], code=code, params={"value": value})
        return publication


def publications_of(owner) -> list[Publication]:
    """Return what a person wrote or linked to a talk, latest first, cached on ``owner`` for all its rows."""
    if not hasattr(owner, "_publications"):
        is_own = Q(pk__in=Authorship.objects.filter(person=owner.pk).values("publication"))
        is_linked = Q(pk__in=Talk.objects.filter(person=owner.pk).values("publication"))
        own = Publication.objects.filter(is_own | is_linked).only(*Publication.HEADLINE_COLUMNS)
        owner._publications = list(own.order_by("-date_key")) if owner.pk else []
    return owner._publications


class TalkForm(SharedRowForm):
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
            "colleagues",
        ]
        field_classes = {"publication": OwnPublicationField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["publication"].share(self.offered_publications())

    def offered_publications(self) -> list[Publication]:
        return publications_of(self.owner)


class SharedTalkForm(OwnRow, TalkForm):
    def offered_publications(self) -> list[Publication]:
        """Return the public papers of all who share the talk, and its own: each of them reads the form."""
        if not self.instance.pk:
            return []
        works = keys_of_works(person__in=self.instance.holders())
        offered = Publication.objects.filter(
            Q(pk__in=works, is_public=True) | Q(pk=self.instance.publication_id)
        )
        return list(offered.only(*Publication.HEADLINE_COLUMNS).order_by("-date_key"))


def venue_suggestions() -> list[tuple[str, str]]:
    """Return (name, abbreviation) of all venues."""
    return list(Venue.objects.order_by("name").values_list("name", "abbreviation"))
