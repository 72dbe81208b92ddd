"""Forms in which members edit their pages and teams."""

from collections import Counter

from django import forms
from django.utils.translation import gettext_lazy as _

from core.images.portraits import PortraitFormField
from moderation.forms.base import FormMeta, RowForm
from people.models import Affiliation, Education, Honor, Person, ProfileLink, Service, Team, TeamMembership


class LongText(forms.Textarea):
    """Markdown of some paragraphs, with a preview from the server."""

    def __init__(self, rows: int = 6):
        super().__init__({"rows": rows, "data-markdown": ""})


class ProfileForm(forms.ModelForm):
    """What members say about themselves; role, dates and account are not theirs to change."""

    class Meta(FormMeta):
        model = Person
        fields = [
            "name",
            "native_name",
            "native_language",
            "shows_native_name",
            "aliases",
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
        widgets = {"aliases": forms.Textarea({"rows": 2}), "bio": LongText(8), "bio_zh": LongText(8)}


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


class ProfileLinkForm(RowForm):
    class Meta(FormMeta):
        model = ProfileLink
        fields = ["kind", "url", "label"]


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


class HonorForm(RowForm):
    class Meta(FormMeta):
        model = Honor
        fields = ["title", "title_zh", "date", "level", "level_zh", "issuer", "issuer_zh", "is_highlighted"]


class ServiceForm(RowForm):
    class Meta(FormMeta):
        model = Service
        fields = ["role", "role_zh", "subject", "subject_zh", "partner", "partner_zh", "url", "start", "end"]


class TeamForm(forms.ModelForm):
    """What a lead says about the team."""

    class Meta(FormMeta):
        model = Team
        fields = ["name", "name_zh", "description", "description_zh", "call", "call_zh"]
        widgets = dict.fromkeys(["description", "description_zh", "call", "call_zh"], LongText(5))


class MemberRowForm(RowForm):
    """A row about a member, who is typed or chosen from the list that the page brings (``<datalist>``)."""

    person = forms.CharField(
        label=_("member"), widget=forms.TextInput({"list": "people-names", "autocomplete": "off"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.person_id:
            self.initial["person"] = as_typed(self.instance.person, self.owner)

    def clean_person(self):
        typed = self.cleaned_data["person"]
        if not typed:
            return None
        found = members_by_name(self.owner).get(typed.casefold(), [])
        if not found:
            raise forms.ValidationError(_("There is nobody with this name in the lab."))
        if len(found) > 1:
            raise forms.ValidationError(
                _("Several have this name. Enter the last part of the address of the page: %(slugs)s."),
                params={"slugs": ", ".join(person.slug for person in found)},
            )
        return found[0]


def as_typed(person: Person, owner) -> str:
    """Returns what stands for this person in a row: the name, or the address where others share it."""
    is_only_one = len(members_by_name(owner)[person.name.casefold()]) == 1
    return person.name if is_only_one else person.slug


def members_by_name(owner) -> dict[str, list[Person]]:
    """Returns the people of the lab by name and by address; read once for all rows of ``owner``."""
    if not hasattr(owner, "_members_by_name"):
        owner._members_by_name = found = {}
        for person in Person.objects.only("name", "native_name", "slug"):
            for name in {name.casefold() for name in (person.native_name, person.name) if name}:
                found.setdefault(name, []).append(person)
        for people in list(found.values()):
            for person in people:
                found[person.slug] = [person]  # an address is of one alone
    return owner._members_by_name


def member_suggestions() -> list[tuple[str, str]]:
    """Returns what can be entered for each member, and what stands next to it in the list."""
    people = list(Person.objects.only("name", "native_name", "slug").order_by("name"))
    names = Counter(person.name.casefold() for person in people)
    return [
        (person.name, person.native_name)
        if names[person.name.casefold()] == 1
        else (person.slug, str(person))
        for person in people
    ]


class TeamMembershipForm(MemberRowForm):
    class Meta(FormMeta):
        model = TeamMembership
        fields = ["person", "start", "end", "is_lead"]
