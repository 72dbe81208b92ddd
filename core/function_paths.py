"""Functions named by their dotted path, which are loaded when they are first called.

What the apps register for later, such as jobs and checks, would otherwise load most of the program for each
command and each start of a server.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string


@dataclass(frozen=True)
class FunctionAt:
    """Calls the function at a path such as "labsite.jobs.send_emails"."""

    path: str

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return import_string(self.path)(*args, **kwargs)
