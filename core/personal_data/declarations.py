"""Declarations of personal data: what an app holds about a person."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core import serializers
from django.core.files.base import File
from django.db import models
from django.utils.functional import Promise

from core.derived_fields import DerivedField

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

Record = dict[str, Any]


@dataclass(frozen=True)
class DataSubject:
    """The person whose data is collected or erased: a profile, an account, or both."""

    profile: models.Model | None
    account: "AbstractBaseUser | None"
    #: The names of the person, as texts may contain them.
    names: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The email address of the account, which its owner has confirmed; "" without an account.

        The address on the profile is not used: its owner may type any.
        """
        return str(getattr(self.account, "email", ""))


@dataclass(frozen=True)
class StoredFile:
    """A stored file for the archive; ``open`` raises FileNotFoundError if it is missing."""

    name: str
    open: "Callable[[], File[bytes]]"


class PersonalData:
    """What one part of the site holds about a person."""

    #: The name of the file in the archive, without its extension.
    name: str
    #: What it is, for people.
    label: Promise
    #: The model fields that lead to a person, an account or an email address: "people.Person.user".
    fields: Collection[str]

    def records(self, subject: DataSubject) -> Iterable[Record]:
        """Yield everything that is held about the person, as data that JSON can represent."""
        raise NotImplementedError

    def files(self, subject: DataSubject) -> Iterable[StoredFile]:
        """Yield the files that belong to the records."""
        return ()

    def deleted(self, subject: DataSubject) -> Iterator[str]:
        """Yield what an erasure deletes, as phrases for a list, such as "3 submissions"."""
        yield from ()

    def remaining(self, subject: DataSubject) -> Iterator[str]:
        """Yield what an erasure keeps, and in which form, as sentences."""
        yield from ()

    def remove_references(self, subject: DataSubject) -> None:
        """Remove references to the person from other records, in short transactions.

        Called before ``erase``, and again if the erasure was interrupted. Only for what may be too much for
        one transaction.
        """

    def erase(self, subject: DataSubject) -> None:
        """Delete what the deletion of the profile and the account, which follows, leaves behind.

        Runs in the transaction of that deletion. Files are deleted once it commits.
        """


_DECLARATIONS: list[PersonalData] = []


def register_personal_data(*data: PersonalData) -> None:
    """Add declarations. Called in ``AppConfig.ready``."""
    for item in data:
        if all(item.name != registered.name for registered in _DECLARATIONS):
            _DECLARATIONS.append(item)


def declarations() -> list[PersonalData]:
    """Return all declarations, those of higher layers first."""
    return list(_DECLARATIONS)


def record_of(row: models.Model, *, without: Collection[str] = (), **more: object) -> Record:
    """Return the values of a row by field name, with the name of its model and with ``more`` values.

    Values computed from others, such as search texts, are left out, and so are the fields in ``without``.
    """
    (serialized,) = serializers.serialize("python", [row])
    derived = {field.name for field in row._meta.fields if isinstance(field, DerivedField)}
    values = {
        name: value
        for name, value in serialized["fields"].items()
        if name not in without and name not in derived
    }
    return {"model": row._meta.label, "id": row.pk, **values, **more}


def counted(rows: "models.QuerySet[Any]", phrase: Any) -> Iterator[str]:
    """Yield a phrase with the number of rows, such as "3 talks"; nothing if there are none.

    ``phrase`` comes from ``ngettext_lazy(…, "count")``.
    """
    if count := rows.count():
        yield phrase % {"count": count}
