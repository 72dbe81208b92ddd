"""The editors of people: the lab, a member's profile, an honor that members share, and a team."""

from django.utils.translation import gettext_lazy as _

from labsite.editors.publications import TALK_LAYOUT
from moderation.forms.snapshot import Values
from moderation.forms.spec import Editor, RowSet, Section, register
from people.forms import (
    AffiliationForm,
    EducationForm,
    HonorForm,
    ProfileForm,
    ProfileLinkForm,
    ServiceForm,
    SharedHonorForm,
    TeamForm,
    TeamMembershipForm,
    member_suggestions,
)
from people.lab_forms import LabForm, LabLinkForm
from people.models import Lab
from publications.forms import TalkForm

LAB = register(
    Editor(
        key="lab",
        label=_("lab"),
        form=LabForm,
        not_reverted=(),
        sections=(
            Section(
                "names",
                _("Names"),
                fields=(("name", "name_zh"), ("short_name", "short_name_zh"), ("tagline", "tagline_zh")),
            ),
            Section("about", _("About us"), fields=(("about", "about_zh"),)),
            Section(
                "home",
                _("Home page"),
                fields=(
                    "hero",
                    ("hero_alt", "hero_alt_zh"),
                    ("hero_caption", "hero_caption_zh"),
                    ("hero_focus_x", "hero_focus_y"),
                    "home_sections",
                ),
            ),
            Section("appearance", _("Appearance"), fields=("look", "accent", "logo", "logo_background")),
            Section(
                "institution",
                _("Institution"),
                fields=(("institution", "institution_zh"), "institution_url"),
            ),
            Section(
                "contact",
                _("Contact"),
                fields=(
                    ("address", "address_zh"),
                    ("city", "city_zh", "country"),
                    ("email", "phone"),
                    "map_url",
                    ("directions", "directions_zh"),
                ),
            ),
            Section("footer", _("Registration"), fields=(("registration", "registration_url"),)),
            Section("links", _("Links"), rows="links"),
            Section(
                "rules",
                _("Rules"),
                fields=(
                    "reviews_profiles",
                    ("academic_year_start", "confirm_every", "keeps_applications"),
                ),
            ),
        ),
        row_sets=(
            RowSet(
                "links",
                _("Links"),
                form=LabLinkForm,
                add_label=_("Add a link"),
                layout=(("kind", "url", "label"),),
                position="position",
            ),
        ),
    )
)


def affiliation_with_the_lab() -> Values:
    """Return the values of a new affiliation: the lab's institution."""
    lab = Lab.load()
    return {
        "institution": [lab.institution],
        "institution_zh": [lab.institution_zh],
        "url": [lab.institution_url],
    }


HONOR_LAYOUT = (
    ("title", "title_zh"),
    ("issuer", "issuer_zh"),
    ("level", "level_zh"),
    ("date", "is_highlighted"),
    "colleagues",
)

PROFILE = register(
    Editor(
        key="profile",
        label=_("profile"),
        form=ProfileForm,
        # The lab decides these; a departure is undone on the member's page of the dashboard.
        not_reverted=("slug", "user", "role", "joined", "left", "is_public"),
        not_restored=("user",),
        suggestions=(("people-names", member_suggestions),),
        sections=(
            Section(
                "basics",
                _("Basics"),
                fields=(
                    "name",
                    ("native_name", "native_language"),
                    "shows_native_name",
                    ("aliases", "shown_aliases"),
                    ("email", "email_visibility"),
                ),
            ),
            Section("photo", _("Photo"), fields=("photo", "shows_photo")),
            Section("about", _("About you"), fields=(("interests", "interests_zh"), ("bio", "bio_zh"))),
            Section("affiliations", _("Affiliations"), rows="affiliations"),
            Section("links", _("Links"), rows="links"),
            Section("education", _("Education"), rows="education"),
            Section("honors", _("Honors"), rows="honors"),
            Section("talks", _("Talks"), rows="talks"),
            Section("service", _("Service"), rows="service"),
        ),
        row_sets=(
            RowSet(
                "affiliations",
                _("Affiliations"),
                form=AffiliationForm,
                add_label=_("Add an affiliation"),
                new_values=affiliation_with_the_lab,
                layout=(
                    ("institution", "institution_zh"),
                    ("department", "department_zh"),
                    ("capacity", "capacity_zh"),
                    "url",
                    ("start", "end", "is_past"),
                ),
                position="position",
            ),
            RowSet(
                "links",
                _("Links"),
                form=ProfileLinkForm,
                add_label=_("Add a link"),
                layout=(("kind", "url", "label"),),
                position="position",
            ),
            RowSet(
                "education",
                _("Education"),
                form=EducationForm,
                add_label=_("Add education"),
                layout=(
                    ("degree", "start", "end", "is_expected"),
                    ("school", "school_zh"),
                    ("department", "department_zh"),
                    "url",
                    ("advisor", "advisor_zh"),
                    "advisor_url",
                ),
            ),
            RowSet(
                "honors",
                _("Honors"),
                form=HonorForm,
                add_label=_("Add an honor"),
                layout=HONOR_LAYOUT,
                prefetched=("colleagues",),
            ),
            RowSet(
                "talks",
                _("Talks"),
                form=TalkForm,
                add_label=_("Add a talk"),
                layout=TALK_LAYOUT,
                prefetched=("colleagues",),
            ),
            RowSet(
                "service",
                _("Service"),
                form=ServiceForm,
                add_label=_("Add service"),
                layout=(
                    ("role", "role_zh"),
                    ("subject", "subject_zh"),
                    ("partner", "partner_zh"),
                    "url",
                    ("start", "end"),
                ),
            ),
        ),
    )
)


#: Honors are rows of the profile of their first person; this form is for all who share one.
HONOR = register(
    Editor(
        key="honor",
        label=_("honor"),
        form=SharedHonorForm,
        title_field="title",
        not_reverted=("person",),
        suggestions=(("people-names", member_suggestions),),
        sections=(Section("honor", _("Honor"), fields=HONOR_LAYOUT),),
    )
)


TEAM = register(
    Editor(
        key="team",
        label=_("team"),
        form=TeamForm,
        suggestions=(("people-names", member_suggestions),),
        sections=(
            Section(
                "texts",
                _("Team"),
                fields=(("name", "name_zh"), ("description", "description_zh"), ("call", "call_zh")),
            ),
            Section("members", _("Members"), rows="memberships"),
        ),
        row_sets=(
            RowSet(
                "memberships",
                _("Members"),
                form=TeamMembershipForm,
                add_label=_("Add a member"),
                layout=(("person", "start", "end", "is_lead"),),
                related=("person",),
            ),
        ),
    )
)
