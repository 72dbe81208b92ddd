"""The lab in the Django admin."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.model_admin import RowInline
from moderation.admin import RecordedAdmin
from people.admin.inlines import NARROW, LinkForm
from people.models import Lab, LabLink


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
                    ("hero_caption", "hero_caption_zh"),
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
