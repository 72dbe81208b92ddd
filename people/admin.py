"""The lab, people and teams in the Django admin, and the person of each account."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField
from django.forms.formsets import DELETION_FIELD_NAME
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.admin import AccountAdmin
from accounts.models import User
from accounts.rights import holds_rights_of
from core import audit
from core.model_admin import (
    ChoiceFilter,
    PrefetchedInlineFormSet,
    ReadOnlyAdmin,
    RowInline,
    TolerantAdmin,
    thumbnail,
)
from core.shared_rows import hand_over_rows_of
from core.short_addresses import ShortAddressField
from moderation.admin import RecordedAdmin
from people.forms import LinkAddressForm
from people.groups import may_give_role
from people.membership import missing_rights_text
from people.models import (
    Affiliation,
    Education,
    FormerSlug,
    Honor,
    Lab,
    LabLink,
    Person,
    ProfileLink,
    Service,
    Stay,
    Team,
    TeamMembership,
)

NARROW = {CharField: {"widget": AdminTextInputWidget(attrs={"class": "", "size": 12})}}

# ---- the lab ----------------------------------------------------------------------------------


class LinkForm(LinkAddressForm, forms.ModelForm):
    """A link in the admin, which also takes an identifier or a user name."""

    class Meta:
        field_classes = {"url": ShortAddressField}
        widgets = {"url": AdminTextInputWidget(attrs={"class": "vURLField"})}


class LabLinkInline(RowInline, admin.TabularInline):
    model = LabLink
    form = LinkForm
    fields = ["position", "kind", "url", "label"]
    formfield_overrides = RowInline.formfield_overrides | NARROW


@admin.register(Lab)
class LabAdmin(RecordedAdmin):
    """The admin of the only lab; its list redirects to its form."""

    inlines = [LabLinkInline]
    fieldsets = [
        (None, {"fields": [("name", "name_zh"), ("short_name", "short_name_zh"), ("tagline", "tagline_zh")]}),
        (_("Institution"), {"fields": [("institution", "institution_zh"), "institution_url"]}),
        (_("About"), {"fields": [("about", "about_zh")]}),
        (
            _("Contact"),
            {
                "fields": [
                    ("address", "address_zh"),
                    ("city", "city_zh", "country"),
                    "map_url",
                    ("directions", "directions_zh"),
                    ("email", "phone"),
                    ("registration", "registration_url"),
                ]
            },
        ),
        (
            _("Appearance"),
            {
                "fields": [
                    ("logo", "logo_background"),
                    ("accent", "look"),
                    "hero",
                    ("hero_alt", "hero_alt_zh"),
                    ("hero_focus_x", "hero_focus_y"),
                    "home_sections",
                ]
            },
        ),
        (
            _("Settings"),
            {"fields": ["academic_year_start", "reviews_profiles", "confirm_every", "keeps_applications"]},
        ),
    ]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Lab.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        lab_pk = Lab.objects.values_list("pk", flat=True).first()
        if lab_pk is None:
            return redirect("admin:people_lab_add")
        return redirect("admin:people_lab_change", lab_pk)

    def view_on_site(self, obj):
        return reverse("home")


# ---- people -----------------------------------------------------------------------------------


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


class TeamsOfPersonInline(MembershipInline):
    fields = ["team", "start", "end", "is_lead"]
    autocomplete_fields = ["team"]


class PeopleOfTeamInline(MembershipInline):
    fields = ["person", "start", "end", "is_lead"]
    autocomplete_fields = ["person"]


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


@admin.register(Team)
class TeamAdmin(RecordedAdmin):
    list_display = ["name", "name_zh", "leads", "head_count", "position", "is_public", "updated"]
    list_filter = ["is_public"]
    ordering = ["position", "name", "pk"]
    search_fields = ["name", "name_zh", "slug"]
    readonly_fields = ["updated"]
    fieldsets = [
        (None, {"fields": [("name", "name_zh"), "slug", ("position", "is_public")]}),
        (_("Content"), {"fields": [("description", "description_zh"), ("call", "call_zh")]}),
        (_("Record"), {"fields": ["updated"]}),
    ]
    inlines = [PeopleOfTeamInline]

    def get_queryset(self, request):
        today = timezone.localdate()
        return super().get_queryset(request).with_head_counts(today).with_leads(today)

    @admin.display(description=_("led by"))
    def leads(self, team):
        return ", ".join(membership.person.name for membership in team.current_leads)

    @admin.display(description=_("members"), ordering="head_count")
    def head_count(self, team):
        return team.head_count

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public else None


@admin.register(FormerSlug)
class FormerSlugAdmin(ReadOnlyAdmin, TolerantAdmin):
    """Former slugs, which are recorded whenever a slug is changed."""

    list_display = ["slug", "kind", "object_id"]
    list_filter = ["kind"]
    ordering = ["kind", "slug"]
    search_fields = ["slug"]


# ---- accounts ---------------------------------------------------------------------------------


class PersonAccountAdmin(AccountAdmin):
    """The admin of accounts, with the person of each account."""

    list_display = ["email", "member", *AccountAdmin.list_display[1:]]
    list_select_related = ["person"]
    search_fields = [*AccountAdmin.search_fields, "person__name", "person__native_name"]
    readonly_fields = ["member", *AccountAdmin.readonly_fields]
    fieldsets = [
        (None, {"fields": ["email", "password", ("first_name", "last_name"), "member"]}),
        *AccountAdmin.fieldsets[1:],
    ]

    @admin.display(description=_("person"), ordering="person__name")
    def member(self, user):
        person = getattr(user, "person", None)
        if person is None:
            return "-"
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:people_person_change", args=[person.pk]), person
        )


admin.site.unregister(User)
admin.site.register(User, PersonAccountAdmin)
