"""Rows that several forms of the admin have: links, and memberships in teams."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db.models import CharField
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from core.model_admin import PrefetchedInlineFormSet, RowInline
from core.short_addresses import ShortAddressField
from people.forms import LinkAddressForm
from people.models import TeamMembership

NARROW = {CharField: {"widget": AdminTextInputWidget(attrs={"class": "", "size": 12})}}


class LinkForm(LinkAddressForm, forms.ModelForm):
    """A link in the admin, which also takes an identifier or a user name."""

    class Meta:
        field_classes = {"url": ShortAddressField}
        widgets = {"url": AdminTextInputWidget(attrs={"class": "vURLField"})}


class MembershipFormSet(PrefetchedInlineFormSet):
    """Validate that the periods in the form do not overlap; the model compares them with stored ones."""

    def clean(self):
        super().clean()
        key_field = {"person": "team_id", "team": "person_id"}[self.fk.name]
        memberships_by_key = {}
        for form in self.forms:
            key = getattr(form.instance, key_field)
            if key is None or not form.is_valid() or form.cleaned_data.get(DELETION_FIELD_NAME):
                continue
            memberships = memberships_by_key.setdefault(key, [])
            if any(form.instance.overlaps(membership) for membership in memberships):
                raise ValidationError(_("Two memberships of the same person in the same team overlap."))
            memberships.append(form.instance)


class MembershipInline(RowInline, admin.TabularInline):
    model = TeamMembership
    formset = MembershipFormSet
