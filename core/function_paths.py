"""Functions and views named by their dotted path, which are loaded when they are first called.

What the apps register for later, such as jobs and checks, and the pages of members would otherwise load most
of the program for each command.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class FunctionAt:
    """Calls the function at a path such as "labsite.jobs.send_emails"."""

    path: str

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return import_string(self.path)(*args, **kwargs)


@dataclass(frozen=True)
class ViewAt(FunctionAt):
    """A view at a path: a function, or a class whose ``as_view()`` answers.

    Middleware does not see what a decorator notes on the view, as ``csrf_exempt`` does.
    """

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.load()(request, *args, **kwargs)

    def load(self) -> Callable[..., HttpResponse]:
        """Return the function that answers."""
        view: Any = import_string(self.path)
        return view.as_view() if hasattr(view, "as_view") else view  # type: ignore[no-any-return]


def load_views(resolver: URLResolver) -> None:
    """Load all URLs and views now, and not with the first request, so that workers share their memory."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            load_views(pattern)
        elif isinstance(pattern, URLPattern) and isinstance(pattern.callback, ViewAt):
            pattern.callback.load()
