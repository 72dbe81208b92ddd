"""Pending work for the PI of the demo: three submissions and three applications, all marked as samples."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from accounts.models import User
from labsite import editors
from moderation.forms.edit_form import EditForm
from moderation.models import Proposal
from pages.models import Page
from recruiting.models import Application, ApplicationState, Notice
from recruiting.models.private_links import new_private_link

NEWS = {
    "title": ["Sample news"],
    "title_zh": ["示例新闻"],
    "body": ["*This is a sample*: a news item that waits for review."],
    "body_zh": ["*这是示例*：一条等待审核的新闻。"],
    "kind": ["other"],
}
PROJECT = {
    "title": ["Sample project"],
    "title_zh": ["示例项目"],
    "summary": ["This is a sample: a project that waits for review."],
    "summary_zh": ["这是示例：一个等待审核的项目。"],
}
PAGE_ADDITION = "\n\n*This paragraph is a sample: a change of a page that waits for review.*\n"

APPLICANTS = [
    ("Sample Applicant One", "phd", "This is a sample. I would like to work on inference."),
    ("Sample Applicant Two", "master", "This is a sample. I would like to work on sparse computing."),
    ("Sample Applicant Three", "phd", "This is a sample. I would like to work on accelerators."),
]


def save_submissions(author: User, now: datetime) -> None:
    """Submit a news item, a project and a change of a page, unless there are submissions already."""
    if Proposal.objects.exists():
        return
    page = Page.objects.get(is_members_only=True)
    body = EditForm(editors.PAGE, page).published_snapshot["fields"]["body"]
    for editor, instance, fields in (
        (editors.NEWS, None, {**NEWS, "date": [now.date().isoformat()]}),
        (editors.PROJECT, None, PROJECT),
        (editors.PAGE, page, {"body": [body[0].rstrip() + PAGE_ADDITION]}),
    ):
        snapshot = EditForm(editor, instance).published_snapshot
        snapshot["fields"] |= fields
        proposal = Proposal(editor_key=editor.key, object_id=instance and instance.pk, author=author)
        proposal.save_draft(snapshot)
        proposal.submit(now)


def save_applications(notice: Notice, now: datetime) -> None:
    """Create confirmed applications to a sample opening, unless there are some already."""
    if Application.objects.exists():
        return
    for number, (name, degree, statement) in enumerate(APPLICANTS, 1):
        submitted = now - timedelta(days=number)
        application = Application(
            notice=notice,
            name=name,
            email=f"sample-applicant-{number}@example.org",
            institution="Example University",
            degree=degree,
            statement=statement,
            consent="Sample",
            form_key=f"{number:032x}",
            submitted=submitted,
            confirmed=submitted,
            state=ApplicationState.NEW,
            state_since=submitted,
            **new_private_link(),
        )
        content = sample_pdf(f"Sample CV of {name}")
        application.cv_bytes = len(content)
        application.cv.save("", ContentFile(content), save=False)
        application.save()


def sample_pdf(text: str) -> bytes:
    """Return a PDF of one page with a line of ASCII text."""
    drawing = f"BT /F1 18 Tf 60 760 Td ({text}) Tj ET".encode("ascii")
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def pdf_of(*objects: bytes) -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is the catalogue."""
    content, offsets = b"%PDF-1.7\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start, size = len(content), len(objects) + 1
    content += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return content + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
