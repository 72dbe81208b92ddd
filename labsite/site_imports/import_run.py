"""One run of applying an import: all that its steps need."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.base import File

from labsite.site_imports.additions import Additions
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.outcomes import Outcome
from labsite.site_imports.pictures import Pictures
from moderation.forms.spec import Editor


@dataclass
class ImportRun:
    """The import, the pictures of its source, and the outcome so far."""

    site_import: SiteImport
    pictures: Pictures
    additions: Additions
    now: datetime
    outcome: Outcome = field(default_factory=Outcome)

    def picture(self, editor: Editor, name: str, item: SiteItem) -> File | None:
        """Return the picture of an item as a field of the editor accepts it, or None with a problem."""
        return self.pictures.checked(editor, name, item, self.outcome.problems)

    def report(self, item: SiteItem, problem: str) -> None:
        """Record why an item is not saved."""
        self.outcome.problems.append(f"{item.file}:{item.line}: {problem}")
