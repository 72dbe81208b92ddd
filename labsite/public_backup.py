"""The content of a public backup: the rows that everybody may read, without the fields that no page shows.

Models that are not listed here are left out. A row that refers to a row which is left out loses the
reference, or is left out too if the reference is required. Primary keys stay the same, since they order rows
of the same rank.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from core.backup.selection import Selection
from core.markdown_source import visible_source
from labsite.upload_uses import is_public
from news.models import NewsItem
from pages.models import Menu, MenuItem, Page, Upload
from people.models import (
    Affiliation,
    Education,
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
from projects.models import (
    Grant,
    GrantInvestigator,
    Project,
    ProjectLink,
    ProjectMember,
    ProjectOutput,
)
from publications.bibtex.private_fields import without_private
from publications.citing.names import known_parts
from publications.models import (
    Authorship,
    CitationYear,
    EditorialNotice,
    Editorship,
    Publication,
    PublicationLink,
    Talk,
    Topic,
    Venue,
)
from recruiting.models import Notice, Position, Question

#: The Markdown fields of all models, from which comments are removed.
MARKDOWN = [
    f"{name}{language}"
    for name in ("abstract", "about", "bio", "body", "call", "description", "directions", "to_send")
    for language in ("", "_zh")
]


def public_selection() -> Selection:
    """Return what everybody may read at this moment, the rows to which others refer first."""
    now = timezone.now()
    on = timezone.localdate(now)
    publications = Publication.objects.public()
    uploads = [upload.pk for upload in Upload.objects.order_by("pk") if is_public(upload, on)]
    rows: dict[type[Model], QuerySet[Any]] = {
        Lab: Lab.objects.all(),
        LabLink: LabLink.objects.all(),
        Person: Person.objects.public(),
        Affiliation: Affiliation.objects.all(),
        ProfileLink: ProfileLink.objects.all(),
        Education: Education.objects.all(),
        Service: Service.objects.all(),
        Stay: Stay.objects.all(),
        **_shared_rows(Honor),
        Team: Team.objects.public(),
        TeamMembership: TeamMembership.objects.all(),
        Venue: Venue.objects.filter(Exists(publications.filter(venue=OuterRef("pk")))),
        Topic: Topic.objects.filter(
            Exists(publications.filter(topics=OuterRef("pk")))
            | Exists(Project.objects.public().filter(topics=OuterRef("pk")))
        ),
        Publication: publications.with_search_parts(),
        Publication.topics.through: Publication.topics.through.objects.all(),
        PublicationLink: PublicationLink.objects.all(),
        Authorship: Authorship.objects.all(),
        Editorship: Editorship.objects.all(),
        CitationYear: CitationYear.objects.all(),
        EditorialNotice: EditorialNotice.objects.all(),
        **_shared_rows(Talk),
        Project: Project.objects.public(),
        Project.topics.through: Project.topics.through.objects.all(),
        Project.publications.through: Project.publications.through.objects.all(),
        ProjectMember: ProjectMember.objects.all(),
        ProjectLink: ProjectLink.objects.all(),
        ProjectOutput: ProjectOutput.objects.all(),
        Grant: Grant.objects.public(),
        Grant.projects.through: Grant.projects.through.objects.all(),
        Grant.publications.through: Grant.publications.through.objects.all(),
        GrantInvestigator: GrantInvestigator.objects.all(),
        NewsItem: NewsItem.objects.public(on),
        NewsItem.people.through: NewsItem.people.through.objects.all(),
        NewsItem.publications.through: NewsItem.publications.through.objects.all(),
        NewsItem.projects.through: NewsItem.projects.through.objects.all(),
        Page: Page.objects.public(),
        Menu: Menu.objects.all(),
        MenuItem: MenuItem.objects.filter(Q(page=None) | Q(page__in=Page.objects.public())),
        Upload: Upload.objects.filter(pk__in=uploads),
        Notice: Notice.objects.public(on),
        Position: Position.objects.all(),
        Question: Question.objects.filter(notice__in=Notice.objects.open(now)),
    }

    def hide(row: Model) -> None:
        for field in MARKDOWN:
            if text := getattr(row, field, ""):
                setattr(row, field, visible_source(text))
        if hide_fields := HIDE.get(type(row)):
            hide_fields(row, on)

    return Selection(rows, hide)


def _shared_rows(model: Any) -> dict[type[Model], QuerySet[Any]]:
    """Return the rows that a public person has, with the first such person as ``person``, and the others."""
    through = model.colleagues.through
    name = model._meta.model_name
    public_links = through.objects.filter(person__is_public=True).order_by("person_id")
    of_row = public_links.filter(**{name: OuterRef("pk")}).values("person_id")[:1]
    of_same_row = public_links.filter(**{name: OuterRef(name)}).values("person_id")[:1]
    owner = Case(
        When(person__is_public=True, then=F("person_id")),
        default=Subquery(of_row),
        output_field=BigIntegerField(),
    )
    becomes_owner = {f"{name}__person__is_public": False, "person_id": Subquery(of_same_row)}
    return {
        model: model.objects.public().annotate(public_owner=owner),
        through: through.objects.exclude(**becomes_owner),
    }


# ---- what is hidden of a row ------------------------------------------------------------------------


def _empty(row: Any, *names: str) -> None:
    """Set fields to the values of a new row."""
    for name in names:
        setattr(row, name, row._meta.get_field(name).get_default())


def _hide_of_lab(lab: Any, on: date) -> None:
    _empty(lab, "reviews_profiles", "confirm_every")


def _hide_of_person(person: Any, on: date) -> None:
    _empty(person, "aliases", "confirmed", "reminded")
    if not person.visible_native_name:
        _empty(person, "native_name", "native_language")
    if not person.visible_photo:
        _empty(person, "photo")
    if not person.public_email:
        _empty(person, "email", "email_visibility")
    if person.is_current(on):
        _empty(person, "destination", "destination_zh", "destination_url")


def _hide_of_affiliation(row: Any, on: date) -> None:
    if row.runs(on):
        _empty(row, "capacity", "capacity_zh")


def _hide_of_education(row: Any, on: date) -> None:
    if not (row.advisor or row.advisor_zh):
        _empty(row, "advisor_url")


def _hide_of_service(row: Any, on: date) -> None:
    if not (row.partner or row.partner_zh):
        _empty(row, "url")


def _hide_of_honor(row: Any, on: date) -> None:
    row.person_id = row.public_owner


def _hide_of_talk(row: Any, on: date) -> None:
    row.person_id = row.public_owner
    if not (row.event or row.event_zh):
        _empty(row, "url")


def _hide_of_publication(row: Any, on: date) -> None:
    row.extra = without_private(row.extra)


def _hide_of_link(row: Any, on: date) -> None:
    _empty(row, "repository")


def _hide_of_name(row: Any, on: date) -> None:
    if not known_parts(row.name, row.citation_name):  # as after a change of the printed name
        _empty(row, "citation_name")


def _hide_of_grant(row: Any, on: date) -> None:
    if not row.public_amount:
        _empty(row, "amount", "currency")


def _hide_of_notice(row: Any, on: date) -> None:
    if row.is_closed:
        _empty(row, "contact_email", "url")
    if not row.is_remote:
        _empty(row, "remote_from")


def _hide_of_upload(row: Any, on: date) -> None:
    _empty(row, "uploader")


HIDE: dict[type[Model], Callable[[Any, date], None]] = {
    Lab: _hide_of_lab,
    Person: _hide_of_person,
    Affiliation: _hide_of_affiliation,
    Education: _hide_of_education,
    Service: _hide_of_service,
    Honor: _hide_of_honor,
    Talk: _hide_of_talk,
    Publication: _hide_of_publication,
    PublicationLink: _hide_of_link,
    Authorship: _hide_of_name,
    Editorship: _hide_of_name,
    Grant: _hide_of_grant,
    Notice: _hide_of_notice,
    Upload: _hide_of_upload,
}
