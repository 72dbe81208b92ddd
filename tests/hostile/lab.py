"""The demo lab with an account for each role, and restoring it after the damage that requests did."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from accounts.models import User
from labsite.demo.load import ADMIN, PI, STUDENT
from labsite.editors import PROFILE
from labsite.models import SiteImport
from labsite.site_imports.storing import store
from moderation.forms.edit_form import EditForm
from moderation.models import Proposal
from people import groups
from people.models import Role
from publications.models import Import
from recruiting.models import Notice, NoticeReviewer
from site_readers import read
from tests import factories
from tests.bench.sites import administer
from tests.site_imports.sources import HOMEPAGE, lab_site

ROLES = ["visitor", "member", "lead", "pi", "staff", "superuser"]


def load() -> None:
    """Fill the empty database: the demo, and a row of each kind that it lacks."""
    call_command("migrate", verbosity=0)
    call_command("demo", stdout=open("/dev/null", "w"))  # noqa: SIM115
    member = factories.user("member@hostile.example.org")
    person = factories.person("Hostile Member", role=Role.PHD, user=member)
    groups.set_group(member, Role.PHD)
    staff = factories.user("staff@hostile.example.org", is_staff=True)
    staff.groups.add(Group.objects.get(name=groups.ADMIN))
    factories.person("Hostile Staff", role=Role.STAFF, user=staff)
    factories.publication("Hostile paper", authors=[person, "Other Author"])
    factories.news_item(people=[person])
    factories.invited("Hostile Invited")
    factories.person("Hostile Former", left="2024", user=factories.user())
    notice = Notice.objects.order_by("pk").first()
    NoticeReviewer.objects.create(notice=notice, user=User.objects.get(email=STUDENT))
    for number in range(3):
        factories.application(notice, f"Applicant {number}")
    Import.objects.create(by=member, source="papers.bib")
    load_site_imports(member, User.objects.get(email=PI))
    for author in (member, User.objects.get(email=STUDENT)):
        proposal = Proposal(editor_key="profile", object_id=author.person.pk, author=author)
        snapshot = EditForm(PROFILE, author.person).published_snapshot
        proposal.save_draft({**snapshot, "fields": {**snapshot["fields"], "bio": ["Hostile"]}})
        proposal.submit(timezone.now())


def load_site_imports(member: User, pi: User) -> None:
    """Read a homepage of the member, and a site for the PI."""
    sources = {"about.md": (member, HOMEPAGE.encode()), "site.zip": (pi, lab_site())}
    with TemporaryDirectory() as folder:
        for name, (by, content) in sources.items():
            path = Path(folder) / name
            path.write_bytes(content)
            person = by.person if by is member else None
            site_import = SiteImport.objects.create(
                by=by, person=person, source=name, upload=ContentFile(content, name)
            )
            store(read(path), site_import, timezone.localdate())


class Snapshot:
    """A copy of the database, to restore it from."""

    def __init__(self):
        #: The path (SQLite) or the name (PostgreSQL) of the database.
        self.original = str(connection.settings_dict["NAME"])
        self.copy = f"{self.original}_copy"
        self.replace(self.original, self.copy)

    def restore(self) -> None:
        self.replace(self.copy, self.original)
        for name in settings.CACHES:
            caches[name].clear()
        mail.outbox = []

    def replace(self, source: str, target: str) -> None:
        """Make the target equal to the source."""
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connections.close_all()
            for suffix in ("-wal", "-shm"):
                Path(f"{target}{suffix}").unlink(missing_ok=True)
            shutil.copy(source, target)
        else:
            connections.close_all()
            url = os.environ["DATABASE_URL"]
            administer(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", target)
            administer(url, f"CREATE DATABASE {{}} TEMPLATE {source}", target)


def account_of(role: str) -> User | None:
    """Return the account of a role; None for the visitor, and if a request deleted it."""
    addresses = {
        "member": "member@hostile.example.org",
        "lead": STUDENT,
        "pi": PI,
        "staff": "staff@hostile.example.org",
        "superuser": ADMIN,
    }
    return User.objects.filter(email=addresses.get(role), is_active=True).first()


def sign_in(role: str) -> Client:
    """Return a client of the role, which answers an internal error with the page and not the exception."""
    client = Client(raise_request_exception=False)
    if role != "visitor" and (account := account_of(role)):
        client.force_login(account)
    return client
