"""Pictures of a source, through the same checks as uploads."""

from pathlib import Path, PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from labsite.site_imports.models import SiteItem
from moderation.forms.spec import Editor
from site_readers.files import UnreadableSourceError, read_picture


class Pictures:
    """The pictures of the source at a path; of none without a path."""

    def __init__(self, path: Path | None):
        self.path = path

    def checked(self, editor: Editor, field: str, item: SiteItem, problems: list[str]) -> File | None:
        """Return the picture of an item as the field of the editor accepts it, or None with a problem."""
        if self.path is None or (self.path.is_file() and self.path.suffix != ".zip"):
            return None
        if not self.path.exists():
            problem = _("The file is no longer there. Choose it again.")
            problems.append(f"{item.image}: {problem}")
            return None
        try:
            data = read_picture(self.path, item.image)
            upload = SimpleUploadedFile(PurePosixPath(item.image).name, data)
            return editor.form.base_fields[field].clean(upload)
        except UnreadableSourceError as error:
            problems.append(f"{item.file}:{item.line}: {error}")
        except ValidationError as error:
            problems.append(f"{item.file}:{item.line}: {item.image}: {' '.join(error.messages)}")
        return None
