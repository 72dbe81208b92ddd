"""Render an address of the live site as anonymous visitors see it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import get_template
from django.urls import Resolver404, get_resolver, get_script_prefix, resolve
from django.utils import translation

from core.caching import Observer
from core.languages import language_of_path
from labsite.publishing.target import Target
from labsite.views.errors import not_found


class PageFailed(Exception):
    """A page could not be rendered. The message names its address and what is wrong."""

    def __init__(self, message: str, is_missing: bool = False) -> None:
        super().__init__(message)
        #: Whether there is no such page for a visitor.
        self.is_missing = is_missing


@dataclass(frozen=True)
class Rendered:
    """The content of a response and its type, such as "text/html"."""

    content: bytes
    content_type: str


def load_program() -> None:
    """Load all views and templates now, so that the first page that is rendered need not wait for them."""
    get_resolver().url_patterns  # noqa: B018
    folder = settings.BASE_DIR / "templates"
    for path in folder.rglob("*.html"):
        get_template(path.relative_to(folder).as_posix())


class Renderer:
    """Renders pages, and records what they are made of."""

    def __init__(self, target: Target, observer: Observer) -> None:
        self.target = target
        self.observer = observer
        self.host = urlsplit(settings.SITE_URL).netloc

    def render(self, address: str) -> Rendered:
        """Return what visitors see at an address, such as ``/zh-hans/people/?page=2``. Raises PageFailed."""
        return self._render(address, is_missing=False)

    def render_not_found(self, address: str) -> Rendered:
        """Return the page that says that there is none at this address. Raises PageFailed."""
        return self._render(address, is_missing=True)

    def _render(self, address: str, is_missing: bool) -> Rendered:
        request = self.request(address)
        with translation.override(language_of_path(request.path_info)):
            try:
                response = not_found(request, None) if is_missing else _answer(request)
            except (Http404, Resolver404) as error:
                raise PageFailed(f"{address}: there is no such page", is_missing=True) from error
            except Exception as error:
                raise PageFailed(f"{address}: {type(error).__name__}: {error}") from error
        if response.status_code != (404 if is_missing else 200):
            raise PageFailed(f"{address}: status {response.status_code}")
        return Rendered(response.content, response.headers["Content-Type"].partition(";")[0])

    def request(self, address: str) -> HttpRequest:
        """Return the request of a visitor without cookies."""
        path, _, query = address.partition("?")
        request = HttpRequest()
        request.method = "GET"
        request.path_info = path
        request.path = get_script_prefix()[:-1] + path
        request.META = {
            "HTTP_HOST": self.host,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": get_script_prefix()[:-1],
        }
        request.GET = QueryDict(query)  # type: ignore[assignment]
        request.user = AnonymousUser()
        request.publishing = self.target  # type: ignore[attr-defined]
        request.share = self.observer.share  # type: ignore[attr-defined]
        return request


def _answer(request: HttpRequest) -> HttpResponse:
    match = request.resolver_match = resolve(request.path_info)
    return match.func(request, *match.args, **match.kwargs)
