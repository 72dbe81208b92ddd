"""Paths of a lab's former site that lead to the pages which have replaced them."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.languages import CHINESE, ENGLISH, path_in

MAX_LENGTH = 500
#: The first part of the paths of Chinese pages, in the forms that site generators give it.
_CHINESE_PART = re.compile(r"/(?:zh|cn|zh[-_](?:hans|cn))(?:/|\Z)")


class OldAddressQuerySet(models.QuerySet):
    """Rows of OldAddress."""

    def to(self, *rows: models.Model):
        """Return the addresses that lead to these rows, which are of one model."""
        return self.filter(kind=rows[0]._meta.label_lower, object_id__in=[row.pk for row in rows])


class OldAddress(models.Model):
    """A path on the former site. It counts only where this site has no page of its own."""

    #: As ``normalized_path`` returns it.
    path = models.CharField(_("former path"), max_length=MAX_LENGTH, unique=True)
    kind = models.CharField(_("kind"), max_length=60, help_text=_("App and model, e.g. people.person"))
    object_id = models.PositiveBigIntegerField(_("object ID"))

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address on the former site")
        verbose_name_plural = _("addresses on the former site")
        indexes = [models.Index(fields=["kind", "object_id"], name="old_address_by_object")]

    def __str__(self):
        return self.path


def normalized_path(url: str) -> str:
    """Return the path of an address, the same for ``/a``, ``/a/``, ``/a.html`` and ``/a/index.html``.

    Return "" for the home page, another site's address, and what is no path.
    """
    if re.match(r"[\w.+-]+:|//", url):
        return ""
    path = unquote(urlsplit(url).path).casefold()
    path = re.sub(r"/+", "/", f"/{path.strip()}")
    path = re.sub(r"(?:/index)?\.html?\Z|/index\Z", "", path).rstrip("/")
    return path if path.isprintable() and len(path) <= MAX_LENGTH else ""


def redirect_target(path: str) -> str:
    """Return the URL of the public page that has replaced this path of the former site, or ""."""
    old = OldAddress.objects.filter(path=normalized_path(path)).first() if normalized_path(path) else None
    return next((target for _path, target in _targets([old])), "") if old else ""


def redirects() -> Iterator[tuple[str, str]]:
    """Yield the path of each former page, as ``normalized_path`` returns it, and the URL that replaced it.

    Only public pages are yielded. A page of this site at a former path comes first: skip those.
    """
    yield from _targets(OldAddress.objects.order_by("path"))


def _targets(addresses: Iterable[OldAddress]) -> Iterator[tuple[str, str]]:
    by_kind: dict[str, list[OldAddress]] = {}
    for address in addresses:
        by_kind.setdefault(address.kind, []).append(address)
    for kind, of_kind in by_kind.items():
        public = apps.get_model(kind)._default_manager.public()
        rows = public.filter(pk__in={address.object_id for address in of_kind}).in_bulk()
        for address in of_kind:
            if row := rows.get(address.object_id):
                with translation.override(ENGLISH):
                    url = row.get_absolute_url()
                if normalized_path(url) != address.path:
                    language = CHINESE if _CHINESE_PART.match(address.path) else ENGLISH
                    yield address.path, path_in(language, url)
