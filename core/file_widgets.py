"""Form widgets for files: the current file, a file input, a checkbox to remove the file."""

from typing import Any

from django import forms
from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.forms.renderers import BaseRenderer, TemplatesSetting
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString


def size_limit_attrs(max_bytes: int, message: Any) -> dict[str, Any]:
    """Return the attributes from which ``files.js`` refuses larger files before they are sent."""
    return {"data-max-bytes": max_bytes, "data-too-large": message}


class FileChooser(forms.ClearableFileInput):
    """A file input that shows the current file, which may be published, in a draft, or about to be removed.

    For a saved draft, ``published`` is the file that readers see now and ``draft`` what the draft contains:
    a file, shown if it has a ``url``, or False to remove the published one. A checkbox undoes either.
    """

    template_name = "forms/file.html"
    published: FieldFile | None = None
    draft: Any = None

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> Any:
        """Return the uploaded file, False to remove the current one, or None.

        An uploaded file wins over the checkbox to remove the current one.
        """
        upload = files.get(name)
        return upload if upload else super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        value = value if self.draft is None else self.draft
        state = self._state(value)
        file = self.published if state == "removed" else value
        has_file = state in ("published", "waiting")
        context["widget"] |= {
            "state": state,
            "address": self.address(file) if has_file or state == "removed" else "",
            "can_be_removed": has_file and not self.is_required,
            "can_be_kept": bool(self.published) and state in ("waiting", "removed"),
            "keep_name": f"{name}-keep",
        }
        return context

    @staticmethod
    def _state(value: Any) -> str:
        """Return "none", "published", "waiting" (in a draft), "removed", or "lost" (not stored)."""
        if isinstance(value, FieldFile):
            return "published" if value else "none"
        if value is False:
            return "removed"
        if isinstance(value, File):
            return "waiting" if getattr(value, "url", "") else "lost"
        return "none"

    def address(self, file: Any) -> str:
        """Return the URL of the file, or an empty string."""
        return str(file.url) if file else ""

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """Render with the site's templates; Django would only search those of its own forms."""
        return super().render(name, value, attrs, TemplatesSetting())
