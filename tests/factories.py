"""Rows for tests: each function creates a row, with defaults for all fields that are not passed.

Dates are texts ("2025", "2025-09") or dates, as on the models::

    ada = person("Ada Example", left="2024-06")
    paper = publication("On Engines", authors=[ada, "Charles Printed"])
"""

import zipfile
from datetime import date, timedelta
from functools import lru_cache
from io import BytesIO
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import DateField, DateTimeField
from django.utils import timezone
from PIL import Image

from accounts.models import User
from core.partial_dates import PartialDateField
from labsite.demo.waiting import pdf_of
from news.models import NewsItem
from pages.models import Page
from people.models import (
    Affiliation,
    Degree,
    Education,
    Honor,
    Invitation,
    Lab,
    Person,
    ProfileLink,
    Service,
    Team,
    TeamMembership,
)
from projects.models import Grant, GrantInvestigator, Project, ProjectLink, ProjectMember, ProjectOutput
from publications.models import (
    Authorship,
    CitationYear,
    Editorship,
    Publication,
    PublicationLink,
    Talk,
    Topic,
    Venue,
)
from recruiting.models import Application, ApplicationState, Notice, Position, Question
from recruiting.models.private_links import new_private_link

numbers = count(1)


def create(model, **fields):
    """Save a row, and convert dates given as texts as if it had been fetched."""
    return save(model(**fields))


def save(row):
    for field in row._meta.fields:
        if isinstance(field, (PartialDateField, DateField)) and not isinstance(field, DateTimeField):
            setattr(row, field.attname, field.to_python(getattr(row, field.attname)))
    row.save()
    return row


def connect(row, **related):
    """Connect a new row with the rows of many-to-many fields, without a query for those that have none."""
    for name, rows in related.items():
        if rows:
            getattr(row, name).add(*rows)


# ---- files ------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def picture_bytes(width: int = 320, height: int = 400, colour: str = "teal", kind: str = "JPEG") -> bytes:
    """Return a picture of one colour."""
    target = BytesIO()
    Image.new("RGB", (width, height), colour).save(target, kind)
    return target.getvalue()


def picture(name: str = "photo.jpg", content: bytes | None = None, **options) -> SimpleUploadedFile:
    """Return an uploaded picture; ``options`` are those of ``picture_bytes``."""
    content = picture_bytes(**options) if content is None else content
    return SimpleUploadedFile(name, content, "image/jpeg")


def picture_name(folder: str, width: int = 320, height: int = 400) -> str:
    """Return the name of a picture without a file, which is faster and enough to display it."""
    return f"{folder}/{next(numbers):032x}-{width}x{height}.webp"


def truncated_picture(name: str = "photo.jpg") -> SimpleUploadedFile:
    """Return a picture whose end is missing."""
    content = picture_bytes()
    return picture(name, content[: len(content) // 2])


def pdf(name: str = "paper.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7\n%%EOF\n", "application/pdf")


def cv_bytes(*objects: bytes) -> bytes:
    """Return a PDF with one page and these additional objects."""
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
        b"<< /Length 25 >>\nstream\nBT (HTML/JavaScript) Tj ET\nendstream",
        *objects,
    )


def cv(name: str = "cv.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    content = cv_bytes() if content is None else content
    return SimpleUploadedFile(name, content, "application/pdf")


def archive(name: str, *names: str) -> SimpleUploadedFile:
    """Return an archive that contains files of these names."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as content:
        for inner in names:
            content.writestr(inner, "text")
    return SimpleUploadedFile(name, target.getvalue(), "application/zip")


# ---- the lab and its people -------------------------------------------------------------------


def lab(name: str = "Example Lab", **fields) -> Lab:
    """Create the lab, or update it on a second call."""
    return Lab.objects.update_or_create(pk=1, defaults={"name": name, **fields})[0]


def user(email: str | None = None, password: str = "labsite-test", **fields) -> User:
    return User.objects.create_user(email or f"user{next(numbers)}@example.org", password, **fields)


def person(name: str = "Ada Example", **fields) -> Person:
    return create(Person, name=name, **fields)


def invited(name: str = "Ivy Invited", email: str | None = None, **fields) -> Person:
    """Create a person whose account has no password yet, and a valid invitation to it."""
    invited_person = person(name, user=user(email, password=None), **fields)
    now = timezone.now()
    Invitation.objects.create(
        user=invited_person.user,
        email=invited_person.user.email,
        created=now,
        sent=now,
        expires=now + timedelta(days=14),
    )
    return invited_person


def affiliation(of: Person, institution: str = "Example University", **fields) -> Affiliation:
    return create(Affiliation, person=of, institution=institution, **fields)


def education(of: Person, start=None, degree: str = Degree.PHD, school: str = "Example University", **fields):
    return create(Education, person=of, start=start, degree=degree, school=school, **fields)


def honor(of: Person, title: str = "Example Award", **fields) -> Honor:
    return create(Honor, person=of, title=title, **fields)


def service(of: Person, role: str = "Reviewer", **fields) -> Service:
    return create(Service, person=of, role=role, **fields)


def profile_link(
    of: Person, kind: str = "github", url: str = "https://example.org/ada", **fields
) -> ProfileLink:
    return create(ProfileLink, person=of, kind=kind, url=url, **fields)


def team(name: str = "Example Team", **fields) -> Team:
    return create(Team, name=name, **fields)


def membership(of: Person, in_team: Team, start=None, end=None, **fields) -> TeamMembership:
    return create(TeamMembership, person=of, team=in_team, start=start, end=end, **fields)


# ---- publications -----------------------------------------------------------------------------


def venue(name: str = "Example Conference", **fields) -> Venue:
    return create(Venue, name=name, **fields)


def topic(name: str | None = None, **fields) -> Topic:
    return create(Topic, name=name or f"Topic {next(numbers)}", **fields)


def publication(
    title: str = "An Example Paper", authors=(), topics=(), editors=(), year: int = 2025, **fields
) -> Publication:
    """Create a publication; authors and editors are members, printed names, or fields of an authorship."""
    paper = Publication(title=title, year=year, **fields)
    authorships = [contribution(paper, author, position) for position, author in enumerate(authors, 1)]
    editorships = [
        contribution(paper, editor, position, Editorship) for position, editor in enumerate(editors, 1)
    ]
    paper.set_names_to_search(topics, editorships, authorships)
    save(paper)
    Authorship.objects.bulk_create(authorships)
    Editorship.objects.bulk_create(editorships)
    connect(paper, topics=topics)
    return paper


def contribution(of: Publication, by: Person | str | dict, position: int, model=Authorship):
    """Return an authorship, or an editorship, that is not saved."""
    if isinstance(by, Person):
        by = {"person": by, "name": by.name}
    elif isinstance(by, str):
        by = {"name": by}
    return model(publication=of, position=position, **by)


def authorship(of: Publication, author: Person | str | dict, position: int, model=Authorship):
    """Create an authorship, or an editorship."""
    row = contribution(of, author, position, model)
    row.save()
    return row


def publication_link(of: Publication, kind: str = "code", url: str = "https://example.org/code", **fields):
    return create(PublicationLink, publication=of, kind=kind, url=url, **fields)


def citation_year(of: Publication, year: int = 2025, citations: int = 3) -> CitationYear:
    return create(CitationYear, publication=of, year=year, citations=citations)


def talk(of: Person, title: str = "An Example Talk", **fields) -> Talk:
    return create(Talk, person=of, title=title, **fields)


# ---- projects ---------------------------------------------------------------------------------


def project(title: str = "Example Project", people=(), publications=(), topics=(), **fields) -> Project:
    """Create a project; ``people`` are persons, or pairs of person and role."""
    new_project = create(Project, title=title, **fields)
    for position, member in enumerate(people, 1):
        member, role = (member, "") if isinstance(member, Person) else member
        create(ProjectMember, project=new_project, person=member, role=role, position=position)
    connect(new_project, publications=publications, topics=topics)
    return new_project


def project_output(of: Project, name: str = "Kettle", **fields) -> ProjectOutput:
    return create(ProjectOutput, project=of, name=name, **fields)


def grant(
    number: str = "62376134", funder: str = "Example Fund", people=(), projects=(), publications=(), **fields
) -> Grant:
    new_grant = create(Grant, number=number, funder=funder, **fields)
    for position, person in enumerate(people, 1):
        create(GrantInvestigator, grant=new_grant, person=person, position=position)
    connect(new_grant, projects=projects, publications=publications)
    return new_grant


def project_link(of: Project, kind: str = "code", url: str = "https://example.org/code", **fields):
    return create(ProjectLink, project=of, kind=kind, url=url, **fields)


# ---- news and recruiting ----------------------------------------------------------------------


def news_item(
    body: str = "Something happened.", people=(), publications=(), projects=(), date="2025-01", **fields
) -> NewsItem:
    item = create(NewsItem, body=body, date=date, **fields)
    connect(item, people=people, publications=publications, projects=projects)
    return item


def page(title: str = "Handbook", body: str = "How we work.", **fields) -> Page:
    return create(Page, title=title, body=body, **fields)


def notice(title: str = "Come and work with us", positions=("phd",), **fields) -> Notice:
    """Create a published notice without a deadline; ``positions`` are kinds, or pairs of kind and number."""
    new_notice = create(Notice, title=title, **{"is_published": True, "opens": date(2025, 1, 1), **fields})
    for position in positions:
        kind, openings = (position, None) if isinstance(position, str) else position
        create(Position, notice=new_notice, kind=kind, openings=openings)
    return new_notice


def question(of: Notice, text: str = "Why engines?", **fields) -> Question:
    return create(Question, notice=of, text=text, **fields)


def application(to: Notice, name: str = "Ann Applicant", state=ApplicationState.NEW, **fields) -> Application:
    """Create a confirmed application, whose CV file exists only if the test provides one."""
    number, now = next(numbers), fields.pop("now", timezone.now())
    defaults = {
        "email": f"applicant{number}@example.org",
        "institution": "Example University",
        "degree": "phd",
        "consent": "Yes.",
        "form_key": f"f{number:031x}",
        "cv": f"applications/{number:032x}.pdf",
        "submitted": now,
        "state_since": now,
        "confirmed": now,
    }
    return create(
        Application, notice=to, name=name, state=state, **{**defaults, **new_private_link(), **fields}
    )
