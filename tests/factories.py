"""Rows for tests: each function makes one thing, with all that a test does not care about filled in.

What is passed wins. Dates are texts ("2025", "2025-09") or dates, as on the models::

    ada = person("Ada Example", left="2024-06")
    paper = publication("On Engines", authors=[ada, "Charles Printed"])
"""

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
from news.models import NewsItem
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
from publications.models import Authorship, CitationYear, Publication, PublicationLink, Talk, Topic, Venue
from recruiting.models import Application, ApplicationState, Notice, Position, Question
from recruiting.models.private_links import new_private_link

numbers = count(1)


def create(model, **fields):
    """A stored row whose dates, given as texts, read as if it had been fetched."""
    row = model(**fields)
    for field in model._meta.fields:
        if isinstance(field, (PartialDateField, DateField)) and not isinstance(field, DateTimeField):
            setattr(row, field.attname, field.to_python(getattr(row, field.attname)))
    row.save()
    return row


# ---- files ------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def picture_bytes(width: int = 320, height: int = 400, colour: str = "teal", kind: str = "JPEG") -> bytes:
    """A plain picture."""
    target = BytesIO()
    Image.new("RGB", (width, height), colour).save(target, kind)
    return target.getvalue()


def picture(name: str = "photo.jpg", content: bytes | None = None, **options) -> SimpleUploadedFile:
    """An uploaded picture; ``options`` are those of ``picture_bytes``."""
    content = picture_bytes(**options) if content is None else content
    return SimpleUploadedFile(name, content, "image/jpeg")


def picture_name(folder: str, width: int = 320, height: int = 400) -> str:
    """The name of a stored picture, for what shows pictures and so opens no file: much faster."""
    return f"{folder}/{next(numbers):032x}-{width}x{height}.webp"


def truncated_picture(name: str = "photo.jpg") -> SimpleUploadedFile:
    """A picture whose end is missing."""
    content = picture_bytes()
    return picture(name, content[: len(content) // 2])


def pdf(name: str = "paper.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7\n%%EOF\n", "application/pdf")


def cv_bytes(*objects: bytes) -> bytes:
    """A small PDF of one page; ``objects`` are further ones."""
    body = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
        b"<< /Length 25 >>\nstream\nBT (HTML/JavaScript) Tj ET\nendstream",
        *objects,
    ]
    content, places = b"%PDF-1.7\n", []
    for number, one in enumerate(body, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(body) + 1, len(content))
    return content + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(body) + 1, table, end)


def cv(name: str = "cv.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    content = cv_bytes() if content is None else content
    return SimpleUploadedFile(name, content, "application/pdf")


# ---- the lab and its people -------------------------------------------------------------------


def lab(name: str = "Example Lab", **fields) -> Lab:
    """The one lab; a second call changes it."""
    return Lab.objects.update_or_create(pk=1, defaults={"name": name, **fields})[0]


def user(email: str | None = None, password: str = "labsite-test", **fields) -> User:
    return User.objects.create_user(email or f"user{next(numbers)}@example.org", password, **fields)


def person(name: str = "Ada Example", **fields) -> Person:
    return create(Person, name=name, **fields)


def invited(name: str = "Ivy Invited", email: str | None = None, **fields) -> Person:
    """Somebody with an account that nobody has used yet, and an invitation to it that works."""
    made = person(name, user=user(email, password=None), **fields)
    now = timezone.now()
    Invitation.objects.create(
        user=made.user, email=made.user.email, created=now, sent=now, expires=now + timedelta(days=14)
    )
    return made


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
    title: str = "An Example Paper", authors=(), topics=(), year: int = 2025, **fields
) -> Publication:
    """``authors`` are members, printed names, or dicts of the fields of an authorship."""
    made = create(Publication, title=title, year=year, **fields)
    for position, author in enumerate(authors, 1):
        authorship(made, author, position)
    made.topics.set(topics)
    if authors or topics:
        Publication.objects.filter(pk=made.pk).reindex()
    return made


def authorship(of: Publication, author: Person | str | dict, position: int) -> Authorship:
    if isinstance(author, Person):
        author = {"person": author, "name": author.name}
    elif isinstance(author, str):
        author = {"name": author}
    return create(Authorship, publication=of, position=position, **author)


def publication_link(of: Publication, kind: str = "code", url: str = "https://example.org/code", **fields):
    return create(PublicationLink, publication=of, kind=kind, url=url, **fields)


def citation_year(of: Publication, year: int = 2025, citations: int = 3) -> CitationYear:
    return create(CitationYear, publication=of, year=year, citations=citations)


def talk(of: Person, title: str = "An Example Talk", **fields) -> Talk:
    return create(Talk, person=of, title=title, **fields)


# ---- news and recruiting ----------------------------------------------------------------------


def news_item(
    body: str = "Something happened.", people=(), publications=(), date="2025-01", **fields
) -> NewsItem:
    made = create(NewsItem, body=body, date=date, **fields)
    made.people.set(people)
    made.publications.set(publications)
    return made


def notice(title: str = "Come and work with us", positions=("phd",), **fields) -> Notice:
    """A published notice, open since 2025 until filled; ``positions`` are kinds, or pairs with a number."""
    made = create(Notice, title=title, **{"is_published": True, "opens": date(2025, 1, 1), **fields})
    for position in positions:
        kind, openings = (position, None) if isinstance(position, str) else position
        create(Position, notice=made, kind=kind, openings=openings)
    return made


def question(of: Notice, text: str = "Why engines?", **fields) -> Question:
    return create(Question, notice=of, text=text, **fields)


def application(to: Notice, name: str = "Ann Applicant", state=ApplicationState.NEW, **fields) -> Application:
    """A confirmed application. It has a file only where a test gives one."""
    number, now = next(numbers), fields.pop("now", timezone.now())
    known = {
        "email": f"applicant{number}@example.org",
        "institution": "Example University",
        "degree": "phd",
        "consent": "Yes.",
        "form_key": f"{number:032x}",
        "cv": f"applications/{number:032x}.pdf",
        "submitted": now,
        "state_since": now,
        "confirmed": now,
    }
    return create(Application, notice=to, name=name, state=state, **{**known, **new_private_link(), **fields})
