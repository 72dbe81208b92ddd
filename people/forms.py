"""Forms in which members edit their profiles and teams."""

from collections import Counter

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from core.images.portraits import PortraitFormField
from core.short_addresses import ShortAddressField, ShortAddressForm
from moderation.forms.base import FormMeta, RowForm
from people.link_addresses import full_address
from people.models import (
    Affiliation,
    Education,
    Honor,
    Person,
    ProfileLink,
    Service,
    Team,
    TeamMembership,
)


class MarkdownTextarea(forms.Textarea):
    """A textarea for Markdown, with a preview that the server renders in the ``dialect`` ("page" or "")."""

    def __init__(self, rows: int = 6, dialect: str = ""):
        super().__init__({"rows": rows, "data-markdown": dialect})


class ProfileForm(forms.ModelForm):
    """The fields of a profile that its owner may edit: not role, dates or account."""

    class Meta(FormMeta):
        model = Person
        fields = [
            "name",
            "native_name",
            "native_language",
            "shows_native_name",
            "aliases",
            "shown_aliases",
            "photo",
            "shows_photo",
            "interests",
            "interests_zh",
            "bio",
            "bio_zh",
            "email",
            "email_visibility",
        ]
        field_classes = {"photo": PortraitFormField}
        widgets = {
            "aliases": forms.Textarea({"rows": 2}),
            "shown_aliases": forms.Textarea({"rows": 2}),
            "bio": MarkdownTextarea(8),
            "bio_zh": MarkdownTextarea(8),
        }


class AffiliationForm(RowForm):
    class Meta(FormMeta):
        model = Affiliation
        fields = [
            "institution",
            "institution_zh",
            "department",
            "department_zh",
            "capacity",
            "capacity_zh",
            "url",
            "start",
            "end",
            "is_past",
        ]


class LinkAddressForm(ShortAddressForm):
    """Mixin for the forms of links of a person or the lab: user names and identifiers become links."""

    full_address = staticmethod(full_address)


class ProfileLinkForm(LinkAddressForm, RowForm):
    class Meta(FormMeta):
        model = ProfileLink
        fields = ["kind", "url", "label"]
        field_classes = {"url": ShortAddressField}
        widgets = {"url": forms.TextInput}
        help_texts = {"url": _("Or only the ORCID iD or user name.")}


class EducationForm(RowForm):
    class Meta(FormMeta):
        model = Education
        fields = [
            "degree",
            "school",
            "school_zh",
            "department",
            "department_zh",
            "url",
            "advisor",
            "advisor_zh",
            "advisor_url",
            "start",
            "end",
            "is_expected",
        ]


class ServiceForm(RowForm):
    class Meta(FormMeta):
        model = Service
        fields = ["role", "role_zh", "subject", "subject_zh", "partner", "partner_zh", "url", "start", "end"]


class TeamForm(forms.ModelForm):
    """The fields of a team that its lead may edit."""

    class Meta(FormMeta):
        model = Team
        fields = ["name", "name_zh", "description", "description_zh", "call", "call_zh"]
        widgets = dict.fromkeys(["description", "description_zh", "call", "call_zh"], MarkdownTextarea(5))


class MemberRowForm(RowForm):
    """A row with a person, entered as text or picked from the page's ``<datalist>``."""

    person = forms.CharField(
        label=_("Member"), widget=forms.TextInput({"list": "people-names", "autocomplete": "off"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.person_id:
            self.initial["person"] = name_or_slug(self.instance.person, self.owner)

    def clean_person(self):
        text = self.cleaned_data["person"]
        return person_named(text, self.owner) if text else None


class PeopleInput(forms.Widget):
    """A text box for each name, with a list of members to pick from, and two empty boxes."""

    template_name = "forms/people.html"
    empty_boxes = 2

    def value_from_datadict(self, data, files, name):
        return [text for text in data.getlist(name) if text.strip()] if name in data else []

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["names"] = [*(value or []), *[""] * self.empty_boxes]
        return context

    def render(self, name, value, attrs=None, renderer=None):
        """Render with the site's templates; Django would only search those of its own forms."""
        return super().render(name, value, attrs, TemplatesSetting())


class SharedRowForm(RowForm):
    """A row that colleagues share, entered by their names."""

    colleagues = forms.Field(
        label=_("Shared with"),
        required=False,
        widget=PeopleInput,
        help_text=_(
            "Members who share this entry. It also appears on their profiles, "
            "and a change applies to all of them."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = self.initial.get("colleagues", [])
        names = [name_or_slug(person, self.owner) for person in people]
        self.initial["colleagues"] = sorted(names)  # which the database returns in any order

    def clean_colleagues(self):
        people = [person_named(text.strip(), self.owner) for text in self.cleaned_data["colleagues"] or []]
        return [person for person in dict.fromkeys(people) if person.pk != self.owner.pk]


def person_named(text: str, owner) -> Person:
    """Return the member with this name or slug. Raises ValidationError."""
    matches = people_by_name(owner).get(text.casefold(), [])
    if not matches:
        raise forms.ValidationError(_("No member of the lab has this name."))
    if len(matches) > 1:
        raise forms.ValidationError(
            _("Several people have this name. Enter the end of the profile’s URL instead: %(slugs)s."),
            params={"slugs": ", ".join(person.slug for person in matches)},
        )
    return matches[0]


def name_or_slug(person: Person, owner) -> str:
    """Return the person's name for a text field, or the slug if several people share the name."""
    is_unique = len(people_by_name(owner)[person.name.casefold()]) == 1
    return person.name if is_unique else person.slug


def people_by_name(owner) -> dict[str, list[Person]]:
    """Return the people of the lab by casefolded name and by slug, cached on ``owner`` for all its rows."""
    if not hasattr(owner, "_people_by_name"):
        owner._people_by_name = by_name = {}
        for person in Person.objects.only("name", "native_name", "slug"):
            for name in {name.casefold() for name in (person.native_name, person.name) if name}:
                by_name.setdefault(name, []).append(person)
        for people in list(by_name.values()):
            for person in people:
                by_name[person.slug] = [person]  # unique, so it wins over an equal name
    return owner._people_by_name


def member_suggestions() -> list[tuple[str, str]]:
    """Return the ``<datalist>`` options: for each person, the value to enter and a label."""
    people = list(Person.objects.for_names().by_name())
    names = Counter(person.name.casefold() for person in people)
    return [
        (person.name, person.visible_native_name)
        if names[person.name.casefold()] == 1
        else (person.slug, str(person))
        for person in people
    ]


class HonorForm(SharedRowForm):
    class Meta(FormMeta):
        model = Honor
        fields = [
            *("title", "title_zh", "date", "level", "level_zh", "issuer", "issuer_zh", "is_highlighted"),
            "colleagues",
        ]


class OwnRow:
    """Mixin that makes the form of a shared row an object's form of its own, for all who share the row."""

    def __init__(self, *args, instance, **kwargs):
        owner = instance.person if instance.person_id else Person()
        super().__init__(*args, instance=instance, owner=owner, **kwargs)


class SharedHonorForm(OwnRow, HonorForm):
    pass


class TeamMembershipForm(MemberRowForm):
    class Meta(FormMeta):
        model = TeamMembership
        fields = ["person", "start", "end", "is_lead"]
