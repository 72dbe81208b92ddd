"""Permanent URLs: a slug never changes on its own, and former slugs redirect to the current one."""

import re
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from core.caching import prepared
from core.merging import survivors
from core.slugs import free_slug, slug_from
from people.models.old_addresses import OldAddress


class FormerSlug(models.Model):
    """A slug that an object had in the past; its URL redirects to the object."""

    kind = models.CharField(_("kind"), max_length=60, help_text=_("App and model, e.g. people.person"))
    slug = models.SlugField(_("former address"), max_length=100)
    object_id = models.PositiveBigIntegerField(_("object ID"))

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="former_slug_leads_one_way")]

    def __str__(self):
        return f"{self.kind} {self.slug}"


class Slugged(models.Model):
    """An abstract model of objects with a page of their own.

    The slug is generated once, from :meth:`slug_text`, when the object is first saved without one. This
    is one of the few places where ``save()`` does more than save: former URLs must keep working
    whichever code changes the slug, so callers must not have to remember to record them.
    """

    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("The last part of the page’s URL. Generated once if left empty; former ones redirect."),
    )

    #: A regular expression of slugs that no object can have, because other pages have these URLs.
    reserved_slugs = ""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if "slug" not in (kwargs.get("update_fields") or ["slug"]):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            # Read now, because the object may have been loaded long ago, or without the slug.
            stored = self._stored_slug() if self.pk else None
            if not self.slug:
                self.slug = stored or free_slug(self.slug_text(), self.slug_is_taken)
            elif self.slug != stored:
                FormerSlug.objects.filter(kind=self._meta.label_lower, slug=self.slug).delete()
            super().save(*args, **kwargs)
            if stored and stored != self.slug:
                FormerSlug.objects.update_or_create(
                    kind=self._meta.label_lower, slug=stored, defaults={"object_id": self.pk}
                )

    def _stored_slug(self) -> str | None:
        rows = type(self)._base_manager.order_by().filter(pk=self.pk)
        return next(iter(rows.values_list("slug", flat=True)), None)

    def slug_text(self) -> str:
        """Return the text that the slug is generated from."""
        raise NotImplementedError

    @classmethod
    def assign_slugs(cls, instances: Sequence["Slugged"]) -> None:
        """Give new objects slugs, with two queries for most of them, before they are created in bulk."""
        texts = [instance.slug_text() for instance in instances]
        expected = {slug_from(text) for text in texts}
        current = cls._base_manager.filter(slug__in=expected).values_list("slug", flat=True)
        former = FormerSlug.objects.filter(kind=cls._meta.label_lower, slug__in=expected)
        taken = {*current, *former.values_list("slug", flat=True)}

        def is_taken(slug: str) -> bool:
            if slug in taken or re.fullmatch(cls.reserved_slugs, slug):
                return True
            return slug not in expected and cls.slug_is_taken(slug)

        for instance, text in zip(instances, texts, strict=True):
            instance.slug = free_slug(text, is_taken)
            taken.add(instance.slug)

    @classmethod
    def slug_is_taken(cls, slug: str, exclude_pk: int | None = None) -> bool:
        """Return whether the slug is reserved, or is or was the slug of another object."""
        return (
            re.fullmatch(cls.reserved_slugs, slug) is not None
            or any(pk != exclude_pk for pk in _with_slug(cls, slug=slug))
            or cls._was_slug_of_another(slug, exclude_pk)
        )

    @classmethod
    def _was_slug_of_another(cls, slug: str, pk: int | None) -> bool:
        owners = _owners_of_former(cls._meta.label_lower, slug=slug)
        if not owners or owners == [pk]:
            return False
        # An object that was merged into another one takes its slug back when it is restored.
        return pk is None or [survivors(cls, [pk]).get(pk)] != owners

    def clean(self):
        super().clean()
        if self.slug and self.slug_is_taken(self.slug, exclude_pk=self.pk):
            raise ValidationError(
                {"slug": _("Another page uses or has used this address. Choose another one.")}
            )


@prepared
def _with_slug(model: type[Slugged], *, slug: str):
    """Return the primary keys of the objects of a model with this slug, which is one at most."""
    return model._base_manager.order_by().filter(slug=slug).values_list("pk", flat=True)


@prepared
def _owners_of_former(kind: str, *, slug: str):
    """Return the primary keys of the objects to which a former slug leads, which is one at most."""
    return FormerSlug.objects.order_by().filter(kind=kind, slug=slug).values_list("object_id", flat=True)


def redirect_slugs(old: Slugged, new: Slugged) -> None:
    """Make the current and former addresses of ``old``, which is about to be deleted, redirect to ``new``."""
    kind = old._meta.label_lower
    FormerSlug.objects.filter(kind=kind, object_id=old.pk).update(object_id=new.pk)
    FormerSlug.objects.update_or_create(kind=kind, slug=old.slug, defaults={"object_id": new.pk})
    OldAddress.objects.to(old).update(object_id=new.pk)


def find_by_slug(queryset, slug: str):
    """Return the object of ``queryset`` that has, or had in the past, this slug, perhaps in another case.

    The caller redirects if the object's current slug differs. Raises Http404 if there is none.
    """
    for lookup in ({"slug": slug}, {"slug__iexact": slug}):
        former = FormerSlug.objects.filter(kind=queryset.model._meta.label_lower, **lookup)
        for rows in (queryset.filter(**lookup), queryset.filter(pk__in=former.values("object_id"))):
            if instance := rows.first():
                return instance
    raise Http404
