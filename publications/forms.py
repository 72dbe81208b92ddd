"""Forms in which members enter and correct publications, and the talks of a profile."""

from django import forms
from django.utils.translation import gettext_lazy as _

from labsite.lib.file_inputs import FileChooser
from moderation.forms import FormMeta, RowForm
from people.forms import LongText, MemberRowForm
from publications.models import Authorship, Publication, PublicationLink, Talk, Topic, Venue


class PublicationForm(forms.ModelForm):
    """A publication; what the lab decides (selected, shown) is not in it."""

    venue = forms.ModelChoiceField(Venue.objects.order_by("name"), label=_("venue"), required=False)
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.order_by("name"),
        label=_("topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
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
        widgets = {"abstract": LongText(8), "pdf": FileChooser({"accept": ".pdf"})}


class AuthorForm(MemberRowForm):
    class Meta(FormMeta):
        model = Authorship
        fields = ["name", "person", "is_equal", "is_corresponding"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].required = False


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
