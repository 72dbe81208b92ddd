"""How forms ask for a file: what is there now, a chooser, a tick to remove it."""

from typing import Any

from django import forms
from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.forms.renderers import BaseRenderer, TemplatesSetting
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString


def at_most(most_bytes: int, message: Any) -> dict[str, Any]:
    """Returns attributes with which `files.js` tells who chooses larger files, before they are sent."""
    return {"data-most-bytes": most_bytes, "data-too-large": message}


class FileChooser(forms.ClearableFileInput):
    """A file that is there, or waits to be published, or is to be removed; and a way to choose another.

    Where a filled-in form is kept for later, ``published`` is what readers find now and ``chosen`` what was
    sent earlier: a file, which is shown if it has a ``url``, or False to remove the present one. A further
    tick takes that back.
    """

    template_name = "forms/file.html"
    published: FieldFile | None = None
    chosen: Any = None

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> Any:
        """The file that was sent, False to remove the present one, or None. A new file beats the tick."""
        sent = files.get(name)
        return sent if sent else super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        value = value if self.chosen is None else self.chosen
        state = self._state(value)
        shown = self.published if state == "removed" else value
        has_file = state in ("published", "waiting")
        context["widget"] |= {
            "state": state,
            "address": self.address(shown) if has_file or state == "removed" else "",
            "can_be_removed": has_file and not self.is_required,
            "can_be_kept": bool(self.published) and state in ("waiting", "removed"),
            "keep_name": f"{name}-keep",
        }
        return context

    @staticmethod
    def _state(value: Any) -> str:
        """One of none, published, waiting, removed, and lost: sent, but not kept anywhere."""
        if isinstance(value, FieldFile):
            return "published" if value else "none"
        if value is False:
            return "removed"
        if isinstance(value, File):
            return "waiting" if getattr(value, "url", "") else "lost"
        return "none"

    def address(self, file: Any) -> str:
        """Where the file is found."""
        return str(file.url) if file else ""

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """Renders with the templates of the site; Django would look among those of its own forms."""
        return super().render(name, value, attrs, TemplatesSetting())
