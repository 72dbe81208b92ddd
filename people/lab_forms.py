"""The form in which the PI edits the lab."""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import ChoiceWidget
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.images.fields import PictureInput
from core.short_addresses import ShortAddressField
from moderation.forms.base import FormMeta, RowForm
from people.forms import LinkAddressForm, MarkdownTextarea
from people.models import Lab, LabLink, Look

#: A description of each look.
LOOKS = {
    Look.JOURNAL: _("Ink on paper, serif headings"),
    Look.BOLD: _("Large headings, a dark band at the top"),
    Look.COMPACT: _("Small type, the menu in a column at the side"),
}


class LookChooser(ChoiceWidget):
    """Radio buttons for the looks of the site, each with a link that shows the site in it."""

    input_type = "radio"
    template_name = "forms/looks.html"

    def create_option(self, name, value, *args, **kwargs):
        return {**super().create_option(name, value, *args, **kwargs), "description": LOOKS[Look(value)]}

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return ""

    def render(self, name, value, attrs=None, renderer=None):
        """Render with the site's templates; Django would only search those of its own forms."""
        return super().render(name, value, attrs, TemplatesSetting())


class AccentInput(forms.TextInput):
    """A colour chooser that shows the colour on the page at once, with ``accent.js``."""

    input_type = "color"

    def get_context(self, name, value, attrs):
        return super().get_context(
            name, value, {**(attrs or {}), "data-accent-input": reverse("desk-accent", args=["000000"])}
        )


class LabForm(forms.ModelForm):
    """Everything about the lab that its PI decides."""

    class Meta(FormMeta):
        model = Lab
        fields = [
            "name",
            "name_zh",
            "short_name",
            "short_name_zh",
            "tagline",
            "tagline_zh",
            "about",
            "about_zh",
            "hero",
            "hero_alt",
            "hero_alt_zh",
            "hero_caption",
            "hero_caption_zh",
            "hero_focus_x",
            "hero_focus_y",
            "home_sections",
            "look",
            "accent",
            "logo",
            "logo_background",
            "institution",
            "institution_zh",
            "institution_url",
            "address",
            "address_zh",
            "city",
            "city_zh",
            "country",
            "email",
            "phone",
            "map_url",
            "directions",
            "directions_zh",
            "registration",
            "registration_url",
            "academic_year_start",
            "reviews_profiles",
            "confirm_every",
            "keeps_applications",
        ]
        widgets = {
            "about": MarkdownTextarea(8),
            "about_zh": MarkdownTextarea(8),
            "accent": AccentInput,
            "address": forms.Textarea({"rows": 3}),
            "address_zh": forms.Textarea({"rows": 3}),
            "directions": MarkdownTextarea(4),
            "directions_zh": MarkdownTextarea(4),
            "hero": PictureInput(
                {"data-focus-picture": _("Click the part of the picture that should stay visible.")}
            ),
            "hero_focus_x": forms.NumberInput({"data-focus": "x"}),
            "hero_focus_y": forms.NumberInput({"data-focus": "y"}),
            "look": LookChooser,
        }
        help_texts = {"accent": _("Readable shades for light and dark pages are computed from it.")}


class LabLinkForm(LinkAddressForm, RowForm):
    class Meta(FormMeta):
        model = LabLink
        fields = ["kind", "url", "label"]
        field_classes = {"url": ShortAddressField}
        widgets = {"url": forms.TextInput}
