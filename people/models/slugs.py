"""Addresses that last: a slug never changes by itself, and an old one leads to the new one."""

import re

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from core.slugs import free_slug


class FormerSlug(models.Model):
    """A slug that an object once had."""

    kind = models.CharField(_("kind"), max_length=60, help_text=_("app and model, like people.person"))
    slug = models.SlugField(_("former address"), max_length=100)
    object_id = models.PositiveBigIntegerField(_("number of the object"))

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="former_slug_leads_one_way")]

    def __str__(self):
        return f"{self.kind} {self.slug}"


class Slugged(models.Model):
    """Something with an address of its own.

    The slug is made once, from :meth:`slug_text`, when the object is first saved without one. This
    is one of the few places where ``save()`` does more than save: an address must outlive its
    change whoever makes it, so nobody can be asked to remember to record it.
    """

    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("The last part of the page's address. Left empty, it is made once; old ones redirect."),
    )

    #: The slugs, as a regular expression, that no object can have: pages of the site have these addresses.
    reserved_slugs = ""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if "slug" not in (kwargs.get("update_fields") or ["slug"]):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            # Not what was there when this object was fetched: it may have been without, or long ago.
            stored = type(self)._base_manager.filter(pk=self.pk).values_list("slug", flat=True).first()
            if not self.slug:
                self.slug = stored or free_slug(self.slug_text(), self.slug_is_taken)
            super().save(*args, **kwargs)
            if stored and stored != self.slug:
                FormerSlug.objects.filter(kind=self._meta.label_lower, slug=self.slug).delete()
                FormerSlug.objects.update_or_create(
                    kind=self._meta.label_lower, slug=stored, defaults={"object_id": self.pk}
                )

    def slug_text(self) -> str:
        """Returns the text that the first slug is made of."""
        raise NotImplementedError

    @classmethod
    def slug_is_taken(cls, slug: str, by_other_than: int | None = None) -> bool:
        """Says whether the site has a page there, or another object has, or once had, this slug."""
        return (
            re.fullmatch(cls.reserved_slugs, slug) is not None
            or cls._base_manager.filter(slug=slug).exclude(pk=by_other_than).exists()
            or FormerSlug.objects.filter(kind=cls._meta.label_lower, slug=slug)
            .exclude(object_id=by_other_than or 0)
            .exists()
        )

    def clean(self):
        super().clean()
        if self.slug and self.slug_is_taken(self.slug, by_other_than=self.pk):
            raise ValidationError({"slug": _("This address is, or was, the address of another page.")})


def hand_over_addresses(old: Slugged, new: Slugged) -> None:
    """Makes all addresses of an object, which is about to be deleted, lead to another of its kind."""
    kind = old._meta.label_lower
    FormerSlug.objects.filter(kind=kind, object_id=old.pk).update(object_id=new.pk)
    FormerSlug.objects.update_or_create(kind=kind, slug=old.slug, defaults={"object_id": new.pk})


def find_by_slug(queryset, slug: str):
    """Returns the object of ``queryset`` that has, or once had, this slug.

    The caller redirects where ``found.slug != slug``. Raises Http404 where there is none.
    """
    found = queryset.filter(slug=slug).first()
    if found is None:
        former = FormerSlug.objects.filter(kind=queryset.model._meta.label_lower, slug=slug)
        found = queryset.filter(pk__in=former.values("object_id")).first()
    if found is None:
        raise Http404
    return found
