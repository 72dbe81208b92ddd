"""The editors: which forms and row sets edit each kind of object, and their order on the page.

The package ``moderation.forms`` explains editors. The forms are in the ``forms.py`` of each app.
"""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.markdown import plain
from moderation.forms.snapshot import Values
from moderation.forms.spec import Editor, RowSet, Section, register
from news.forms import NewsItemForm
from pages.forms import MenuForm, MenuItemForm, PageForm
from people.forms import (
    AffiliationForm,
    EducationForm,
    HonorForm,
    ProfileForm,
    ProfileLinkForm,
    ServiceForm,
    TeamForm,
    TeamMembershipForm,
    member_suggestions,
)
from people.lab_forms import LabForm, LabLinkForm
from people.models import Lab
from projects.forms import (
    GrantForm,
    GrantInvestigatorForm,
    ProjectForm,
    ProjectLinkForm,
    ProjectMemberForm,
    ProjectOutputForm,
)
from publications.citing.maths import readable_title
from publications.extra_editors import adopt_editors
from publications.forms import (
    AuthorForm,
    AuthorLines,
    EditorForm,
    PublicationForm,
    PublicationLinkForm,
    TalkForm,
    venue_suggestions,
)
from publications.models import Publication, Topic, Venue
from recruiting.forms import NoticeForm, PositionForm, QuestionForm


def complete_publication(publication) -> None:
    """Make editors of the BibTeX field, and update the search text, which includes the rows just saved."""
    adopt_editors(publication)
    Publication.objects.filter(pk=publication.pk).reindex()


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
                    ("hero_focus_x", "hero_focus_y"),
                    "home_sections",
                ),
            ),
            Section("appearance", _("Appearance"), fields=("look", "accent", "logo")),
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


PROFILE = register(
    Editor(
        key="profile",
        label=_("profile"),
        form=ProfileForm,
        # The lab decides these; a departure is undone on the member's page of the dashboard.
        not_reverted=("slug", "user", "role", "joined", "left", "is_public"),
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
                layout=(
                    ("title", "title_zh"),
                    ("issuer", "issuer_zh"),
                    ("level", "level_zh"),
                    ("date", "is_highlighted"),
                ),
            ),
            RowSet(
                "talks",
                _("Talks"),
                form=TalkForm,
                add_label=_("Add a talk"),
                layout=(
                    ("title", "title_zh"),
                    ("kind", "date"),
                    ("event", "event_zh"),
                    ("place", "place_zh"),
                    ("url", "slides_url"),
                    "publication",
                ),
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

PUBLICATION = register(
    Editor(
        key="publication",
        label=_("publication"),
        form=PublicationForm,
        title_field="title",
        title_text=readable_title,
        external_fields=("citations", "citations_on", "funding"),
        further_rows=("notices",),
        references=(Venue, Topic),
        after_save=complete_publication,
        suggestions=(("people-names", member_suggestions), ("venue-names", venue_suggestions)),
        sections=(
            Section(
                "publication",
                _("Publication"),
                fields=(
                    "title",
                    "translated_title",
                    ("kind", "language"),
                    "venue",
                    ("year", "month", "day"),
                    "is_in_press",
                    ("doi", "arxiv_id"),
                    "award",
                ),
            ),
            Section("authors", _("Authors"), fields=("has_more_authors",), rows="authorships"),
            Section(
                "editors",
                _("Editors"),
                fields=("has_more_editors",),
                rows="editorships",
                help_text=_("Of a book or proceedings, or of the book in which a chapter or paper appeared."),
                is_folded=True,
            ),
            Section("links", _("Links"), rows="links"),
            Section("content", _("Content"), fields=("abstract", "topics", "pdf", "teaser")),
            Section(
                "details",
                _("Details"),
                fields=(("volume", "number"), ("pages", "article_number"), "publisher", "note", "extra"),
            ),
        ),
        row_sets=(
            RowSet(
                "authorships",
                _("Authors"),
                form=AuthorForm,
                add_label=_("Add an author"),
                layout=(("name", "person"), ("is_equal", "is_corresponding")),
                folded=("citation_name",),
                folded_label=_("Name in citations"),
                position="position",
                max_rows=5000,
                related=("person",),
                reset_while_moving={"person": None},
                line_format=AuthorLines,
            ),
            RowSet(
                "editorships",
                _("Editors"),
                form=EditorForm,
                add_label=_("Add an editor"),
                layout=(("name", "person"),),
                folded=("citation_name",),
                folded_label=_("Name in citations"),
                position="position",
                related=("person",),
                reset_while_moving={"person": None},
            ),
            RowSet(
                "links",
                _("Links"),
                form=PublicationLinkForm,
                add_label=_("Add a link"),
                layout=(("kind", "label"), ("url", "repository")),
                position="position",
                external_fields=("stars", "stars_on"),
            ),
        ),
    )
)

PROJECT = register(
    Editor(
        key="project",
        label=_("project"),
        form=ProjectForm,
        title_field="title",
        references=(Topic,),
        suggestions=(("people-names", member_suggestions),),
        sections=(
            Section(
                "project",
                pgettext_lazy("section", "Project"),
                fields=(
                    ("title", "title_zh"),
                    ("summary", "summary_zh"),
                    ("start", "end"),
                    ("body", "body_zh"),
                    "team",
                    "topics",
                ),
            ),
            Section("picture", _("Picture"), fields=("picture", ("picture_alt", "picture_alt_zh"))),
            Section("members", _("People"), rows="members"),
            Section("publications", _("Publications"), fields=("publications",)),
            Section("outputs", _("Software and data"), rows="outputs"),
            Section("links", _("Links"), rows="links"),
        ),
        row_sets=(
            RowSet(
                "members",
                _("People"),
                form=ProjectMemberForm,
                add_label=_("Add a person"),
                layout=("person", ("role", "role_zh")),
                position="position",
                related=("person",),
            ),
            RowSet(
                "links",
                _("Links"),
                form=ProjectLinkForm,
                add_label=_("Add a link"),
                layout=(("kind", "label"), "url"),
                position="position",
            ),
            RowSet(
                "outputs",
                _("Software and data"),
                form=ProjectOutputForm,
                add_label=_("Add software or data"),
                layout=(("kind", "name"), ("version", "licence"), ("repository", "doi")),
                position="position",
            ),
        ),
    )
)

GRANT = register(
    Editor(
        key="grant",
        label=_("grant"),
        form=GrantForm,
        title_field="number",
        suggestions=(("people-names", member_suggestions),),
        sections=(
            Section(
                "grant",
                pgettext_lazy("section", "Grant"),
                fields=(
                    ("funder", "funder_zh"),
                    ("number", "ror"),
                    ("title", "title_zh"),
                    ("start", "end"),
                    ("amount", "currency"),
                    "shows_amount",
                ),
            ),
            Section("investigators", _("Investigators"), rows="investigators"),
            Section("related", _("Projects and publications"), fields=("projects", "publications")),
        ),
        row_sets=(
            RowSet(
                "investigators",
                _("Investigators"),
                form=GrantInvestigatorForm,
                add_label=_("Add a person"),
                layout=("person", ("role", "role_zh")),
                position="position",
                related=("person",),
            ),
        ),
    )
)

NEWS = register(
    Editor(
        key="news",
        label=_("news item"),
        form=NewsItemForm,
        title_field="title",
        fallback_title_field="body",
        title_text=partial(plain, limit=80),  # as NewsItem names itself
        sections=(
            Section(
                "news",
                _("News item"),
                fields=(
                    ("date", "kind"),
                    ("title", "title_zh"),
                    ("body", "body_zh"),
                    ("people", "publications"),
                    "projects",
                ),
            ),
            Section(
                "picture",
                _("Picture"),
                fields=("picture", ("picture_alt", "picture_alt_zh")),
            ),
        ),
    )
)

PAGE = register(
    Editor(
        key="page",
        label=_("page"),
        form=PageForm,
        title_field="title",
        sections=(
            Section("page", _("Page"), fields=(("title", "title_zh"), "body", "body_zh")),
            Section("place", _("Place"), fields=("slug", ("parent", "position"))),
            Section("visibility", _("Visibility"), fields=("is_public", "is_members_only")),
        ),
    )
)

MENU = register(
    Editor(
        key="menu",
        label=_("menu"),
        form=MenuForm,
        sections=(Section("items", _("Entries"), rows="items"),),
        row_sets=(
            RowSet(
                "items",
                _("Entries"),
                form=MenuItemForm,
                add_label=_("Add an entry"),
                layout=(("section", "page", "url"), ("label", "label_zh"), "is_below"),
                position="position",
                max_rows=30,
                related=("page",),
            ),
        ),
    )
)

NOTICE = register(
    Editor(
        key="notice",
        label=_("opening"),
        form=NoticeForm,
        title_field="title",
        sections=(
            Section("notice", _("Opening"), fields=(("title", "title_zh"), ("body", "body_zh"))),
            Section("positions", _("Positions"), fields=("team",), rows="positions"),
            Section(
                "time",
                _("Dates"),
                fields=("opens", ("closes", "closes_at"), ("starting", "starting_zh")),
            ),
            Section(
                "answer",
                _("How to apply"),
                fields=(("to_send", "to_send_zh"), ("contact", "contact_email"), "url"),
            ),
            Section(
                "questions",
                _("Questions"),
                rows="questions",
                help_text=_(
                    "The application form always asks for name, email, institution, start date, links, a "
                    "statement and a CV. Add further questions here."
                ),
            ),
            Section("place", pgettext_lazy("notice", "Location"), fields=("is_remote", "remote_from")),
        ),
        row_sets=(
            RowSet(
                "positions",
                _("Positions"),
                form=PositionForm,
                add_label=_("Add a position"),
                layout=(("kind", "openings"),),
                starts_with_row=True,
            ),
            RowSet(
                "questions",
                _("Questions"),
                form=QuestionForm,
                add_label=_("Add a question"),
                layout=(("text", "text_zh"), ("kind", "required"), ("choices", "choices_zh")),
                position="position",
                max_rows=30,
            ),
        ),
    )
)
