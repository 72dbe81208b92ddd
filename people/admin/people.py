"""People with the rows of their profiles, and former slugs, in the Django admin."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rights import holds_rights_of
from core import audit
from core.model_admin import ChoiceFilter, ReadOnlyAdmin, RowInline, TolerantAdmin, thumbnail
from core.shared_rows import hand_over_rows_of
from moderation.admin import RecordedAdmin
from people.admin.inlines import NARROW, LinkForm, MembershipInline
from people.groups import may_give_role
from people.membership import missing_rights_text
from people.models import (
    Affiliation,
    Education,
    FormerSlug,
    Honor,
    OldAddress,
    Person,
    ProfileLink,
    Service,
    Stay,
)


class TeamsOfPersonInline(MembershipInline):
    fields = ["team", "start", "end", "is_lead"]
    autocomplete_fields = ["team"]


class AffiliationInline(RowInline, admin.StackedInline):
    model = Affiliation
    fields = [
        ("institution", "institution_zh"),
        ("department", "department_zh"),
        ("capacity", "capacity_zh"),
        "url",
        ("start", "end", "is_past", "position"),
    ]


class ProfileLinkInline(RowInline, admin.TabularInline):
    model = ProfileLink
    form = LinkForm
    fields = ["position", "kind", "url", "label"]
    formfield_overrides = RowInline.formfield_overrides | NARROW


class EducationInline(RowInline, admin.StackedInline):
    model = Education
    fields = [
        "degree",
        ("school", "school_zh"),
        ("department", "department_zh"),
        "url",
        ("advisor", "advisor_zh"),
        "advisor_url",
        ("start", "end", "is_expected"),
    ]


class HonorInline(RowInline, admin.StackedInline):
    model = Honor
    fields = [
        ("title", "title_zh"),
        ("issuer", "issuer_zh"),
        ("level", "level_zh"),
        ("date", "is_highlighted", "position"),
        "colleagues",
    ]
    raw_id_fields = ["colleagues"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("colleagues")


class ServiceInline(RowInline, admin.StackedInline):
    model = Service
    fields = [
        ("role", "role_zh"),
        ("subject", "subject_zh"),
        ("partner", "partner_zh"),
        "url",
        ("start", "end", "position"),
    ]


class StayInline(RowInline, admin.TabularInline):
    model = Stay
    fields = ["role", "start", "end"]


class PresenceFilter(ChoiceFilter):
    """Filter by current and former members."""

    title = _("membership")
    parameter_name = "presence"

    def lookups(self, request, model_admin):
        return [("current", _("Current")), ("previous", _("Former"))]

    def filter_rows(self, queryset, value):
        today = timezone.localdate()
        return queryset.current(today) if value == "current" else queryset.previous(today)


class PersonAdminForm(forms.ModelForm):
    """The form of a person. Nobody gives an account a role, or a role an account, with rights they lack."""

    by: User  # the signed-in user, set by ``get_form`` of the admin

    def clean(self):
        cleaned = super().clean()
        role, user = cleaned.get("role", self.instance.role), cleaned.get("user", self.instance.user)
        stored = Person.objects.filter(pk=self.instance.pk).select_related("user").first()
        old_role, old_user = (stored.role, stored.user) if stored else (None, None)
        if (role, user) == (old_role, old_user):
            return cleaned
        if not may_give_role(self.by, role):
            self.add_error("role", _("This role gives rights that you do not have."))
        if any(account and not holds_rights_of(self.by, account) for account in {old_user, user}):
            self.add_error(None, missing_rights_text())
        return cleaned


@admin.register(Person)
class PersonAdmin(RecordedAdmin):
    form = PersonAdminForm
    change_form_template = "admin/people/person/change_form.html"
    actions = None  # no bulk actions on people
    list_display = [
        "portrait",
        "name",
        "native_name",
        "role",
        "joined",
        "left",
        "user",
        "is_public",
        "updated",
    ]
    list_display_links = ["name"]
    list_filter = [
        "role",
        PresenceFilter,
        ("memberships__team", admin.RelatedOnlyFieldListFilter),
        "is_public",
        "email_visibility",
    ]
    list_select_related = ["user"]
    ordering = ["role", "position", "joined", "name"]
    search_fields = ["name", "native_name", "shown_aliases"]
    search_help_text = _("Searches names in any spelling, research interests and biographies.")
    autocomplete_fields = ["user"]
    readonly_fields = ["created", "updated", "confirmed", "reminded"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("name", "native_name", "native_language", "shows_native_name"),
                    ("aliases", "shown_aliases"),
                    ("role", "position"),
                    ("photo", "shows_photo"),
                    "slug",
                    "is_public",
                    "user",
                ]
            },
        ),
        (_("About"), {"fields": [("interests", "interests_zh"), ("bio", "bio_zh")]}),
        (
            _("Time in the lab"),
            {"fields": [("joined", "left"), ("destination", "destination_zh"), "destination_url"]},
        ),
        (_("Email"), {"fields": [("email", "email_visibility")]}),
        (_("Record"), {"fields": [("created", "updated"), ("confirmed", "reminded")]}),
    ]
    inlines = [
        AffiliationInline,
        TeamsOfPersonInline,
        ProfileLinkInline,
        EducationInline,
        HonorInline,
        ServiceInline,
        StayInline,
    ]

    def delete_model(self, request, obj):
        with transaction.atomic():
            hand_over_rows_of(obj)
            super().delete_model(request, obj)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.by = request.user
        return form

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        account = obj and obj.user
        return allowed and (account is None or holds_rights_of(request.user, account))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if changed := [name for name in ("role", "user") if name in form.changed_data]:
            details = {name: str(getattr(obj, name)) for name in changed}
            audit.record(audit.Event.PERMISSIONS_CHANGED, request=request, target=obj, details=details)

    @admin.display(description=_("photo"))
    def portrait(self, person):
        return thumbnail(person.photo)

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public else None


@admin.register(OldAddress)
class OldAddressAdmin(ReadOnlyAdmin, TolerantAdmin):
    """Addresses on the lab's former site, which come along when that site is imported."""

    list_display = ["path", "kind", "object_id"]
    list_filter = ["kind"]
    ordering = ["path"]
    search_fields = ["path"]

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


@admin.register(FormerSlug)
class FormerSlugAdmin(ReadOnlyAdmin, TolerantAdmin):
    """Former slugs, which are recorded whenever a slug is changed."""

    list_display = ["slug", "kind", "object_id"]
    list_filter = ["kind"]
    ordering = ["kind", "slug"]
    search_fields = ["slug"]
