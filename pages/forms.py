"""The forms of a page, of the menu and of an upload."""

import posixpath
import secrets

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.data_files import DATA_TYPES, extension_of, validate_data_file
from core.images.fields import PreparedPicture, prepare, store
from core.images.prepared import MIME_TYPES
from core.pdf import validate_plain_pdf
from core.uploads import MAX_PDF_BYTES
from moderation.forms.base import FormMeta, RowForm
from pages.models import Menu, MenuItem, Page, Upload
from pages.rendering import MAX_LIVE_BLOCKS, live_blocks
from people.forms import MarkdownTextarea
from people.models import Team
from publications.models import Topic


class PageForm(forms.ModelForm):
    class Meta(FormMeta):
        model = Page
        fields = [
            "title",
            "title_zh",
            "body",
            "body_zh",
            "slug",
            "parent",
            "position",
            "is_members_only",
            "is_public",
        ]
        widgets = dict.fromkeys(["body", "body_zh"], MarkdownTextarea(16, "page"))
        help_texts = {
            "slug": _(
                "The page’s URL, such as “contact” for /contact/. Leave empty to make it from the title. "
                "After a change, the former URL redirects."
            ),
        }

        error_messages = {
            "slug": {
                "invalid": _(
                    "Use only letters from a to z, digits, hyphens and underscores, such as “lab-handbook”."
                )
            }
        }

    def clean_body(self):
        return self._checked(self.cleaned_data["body"])

    def clean_body_zh(self):
        return self._checked(self.cleaned_data["body_zh"])

    @staticmethod
    def _checked(text: str) -> str:
        """Return the text, or refuse more live blocks than a page can have, and those of nothing."""
        blocks = live_blocks(text)
        if len(blocks) > MAX_LIVE_BLOCKS:
            raise forms.ValidationError(
                ngettext_lazy(
                    "A page can have at most %(number)d block in “{{ }}”.",
                    "A page can have at most %(number)d blocks in “{{ }}”.",
                    MAX_LIVE_BLOCKS,
                ),
                params={"number": MAX_LIVE_BLOCKS},
            )
        for kind, slug in blocks:
            if kind == "members" and not Team.objects.public().filter(slug=slug).exists():
                raise forms.ValidationError(
                    _("There is no team “%(slug)s”. Use the last part of the URL of its page."),
                    params={"slug": slug},
                )
            if kind == "publications" and not Topic.objects.filter(slug=slug).exists():
                text = _(
                    "There is no topic “%(slug)s”. Use the value of “topic” in the URL of the publications."
                )
                raise forms.ValidationError(text, params={"slug": slug})
        return text

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The current parent stays available, so that an error names it.
        available = Q(parent=None) & ~Q(pk=self.instance.pk) | Q(pk=self.instance.parent_id)
        self.fields["parent"].queryset = Page.objects.filter(available).in_order()

    def limit_choices(self, user) -> None:
        """Offer only pages that the user may read, and the current parent."""
        if not user.has_perm("pages.change_page"):
            readable = Q(pk__in=Page.objects.visible_to(user).values("pk")) | Q(pk=self.instance.parent_id)
            self.fields["parent"].queryset = self.fields["parent"].queryset.filter(readable)


class MenuForm(forms.ModelForm):
    """The form of the menu, which has nothing but its rows."""

    class Meta(FormMeta):
        model = Menu
        fields = []


class MenuItemForm(RowForm):
    stated_if_ticked = ("is_below",)

    class Meta(FormMeta):
        model = MenuItem
        fields = ["section", "page", "url", "label", "label_zh", "is_below"]


class UploadForm(forms.ModelForm):
    """A picture or another file with its description."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A picture (JPEG, PNG, WebP), a PDF, or a file to download (CSV, TSV, TXT, JSON, ZIP, DOCX, "
            "PPTX, XLSX), of at most 50 MB."
        ),
        widget=forms.FileInput({"accept": ",".join([*MIME_TYPES, "application/pdf", *sorted(DATA_TYPES)])}),
    )

    class Meta(FormMeta):
        model = Upload
        fields = ["alt", "alt_zh"]

    field_order = ["file", "alt", "alt_zh"]

    def clean_file(self):
        """Return a PreparedPicture, or a checked file of another kind."""
        file = self.cleaned_data["file"]
        if extension_of(file.name) == ".pdf":
            validate_plain_pdf(file, MAX_PDF_BYTES)
        elif extension_of(file.name) in DATA_TYPES:
            validate_data_file(file, MAX_PDF_BYTES)
        else:
            return prepare(file)
        return file

    def clean(self):
        """Set the kind of the upload, which its constraints check. Nothing is stored yet."""
        super().clean()
        file = self.cleaned_data.get("file")
        if isinstance(file, PreparedPicture):
            self.instance.picture.name = f"uploads/{file.name}"
        else:
            # Like that of a picture, the name cannot be guessed and does not say what is in the file.
            self.instance.file.name = (
                f"uploads/{secrets.token_hex(8)}{extension_of(file.name if file else '')}"
            )
        return self.cleaned_data

    def save(self, commit: bool = True) -> Upload:
        """Store the file and create the upload. Raises StorageUnavailable."""
        file, upload = self.cleaned_data["file"], self.instance
        if isinstance(file, PreparedPicture):
            upload.picture = store(file, "uploads", upload.picture.storage)
        else:
            upload.file.save(posixpath.basename(upload.file.name), file, save=False)
        return super().save(commit)
