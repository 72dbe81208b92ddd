"""The steps that make a new site presentable, each computed from the content."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.models import User
from core.jobs.models import JobRun
from core.outbox import mail_server
from core.outbox.models import Email
from labsite.models import SetupDecisions, SiteImport
from news.models import NewsItem
from pages.models import MenuItem, Page
from people.models import Lab, Person, Role
from people.models.lab import DEFAULT_ACCENT
from publications.models import Publication
from recruiting.models import Notice

#: Name of the job, and of the run that ``manage.py backup`` and ``record_backup`` record.
BACKUP = "backup"
#: After this time without a backup the checklist comes back.
BACKUP_INTERVAL = timedelta(days=14)
#: ``Email.about`` of a test email.
TEST_EMAIL = "setup:test"
#: With at most this many open steps, the checklist starts folded.
NEARLY_DONE = 3
#: Hosts that only the machine of the site itself can reach.
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "::1"}


@dataclass(frozen=True)
class Step:
    """A step: what to do, where, and whether it is done. Essential steps bring a hidden checklist back."""

    key: str
    title: str
    text: str
    is_done: bool
    #: The page on which the step is done; "" if that is not on the site.
    url: str = ""
    is_essential: bool = False
    is_needed: bool = True
    #: Further pages, as pairs of label and URL.
    more: tuple[tuple[str, str], ...] = ()
    #: A button of the checklist itself: its value and its label.
    action: str = ""
    action_label: str = ""


@dataclass(frozen=True)
class Checklist:
    steps: list[Step]
    hidden: bool

    @property
    def open(self) -> list[Step]:
        return [step for step in self.steps if step.is_needed and not step.is_done]

    @property
    def done(self) -> list[Step]:
        return [step for step in self.steps if step.is_done]

    @property
    def not_needed(self) -> list[Step]:
        return [step for step in self.steps if not step.is_needed and not step.is_done]

    @property
    def total(self) -> int:
        return len(self.open) + len(self.done)

    @property
    def is_nearly_done(self) -> bool:
        return len(self.open) <= NEARLY_DONE


def checklist(user: User, host: str, now: datetime) -> Checklist:
    """Return the checklist for a user who opened it under this host name."""
    decisions = SetupDecisions.load()
    steps = [
        Step(**{**step, "is_needed": step["key"] not in decisions.not_needed})
        for step in (*_about_lab(), *_about_content(user), *_about_operation(user, host, now))
    ]
    is_broken = any(
        step.is_essential and step.is_needed and not step.is_done and step.key not in decisions.accepted
        for step in steps
    )
    return Checklist(steps, hidden=bool(decisions.hidden) and not is_broken)


def _page(name: str, *arguments, part: str = "") -> str:
    """Return the URL of a form that returns to the dashboard, at the given section of the form."""
    url = reverse(name, args=arguments, query={"next": f"{reverse('desk')}#setup"})
    return f"{url}#part-{part}" if part else url


# ---- the lab ------------------------------------------------------------------------------------


def _about_lab() -> Iterator[dict]:
    lab = Lab.objects.first() or Lab()
    yield {
        "key": "names",
        "title": _("Names of the lab"),
        "text": _("In both languages, with one sentence about what the lab does."),
        "is_done": bool(lab.name and lab.name_zh and (lab.tagline or lab.tagline_zh)),
        "url": _page("desk-lab", part="names"),
    }
    yield {
        "key": "about",
        "title": _("About the lab"),
        "text": _("A few paragraphs for the home page: what you work on, and why."),
        "is_done": bool(lab.about or lab.about_zh),
        "url": _page("desk-lab", part="about"),
    }
    yield {
        "key": "institution",
        "title": _("Institution and address"),
        "text": _("Shown at the foot of every page."),
        "is_done": bool(
            (lab.institution or lab.institution_zh) and (lab.address or lab.address_zh) and lab.email
        ),
        "url": _page("desk-lab", part="institution"),
    }
    yield {
        "key": "logo",
        "title": _("Logo"),
        "text": _("Shown in the header, next to the name. A wide logo is fine."),
        "is_done": bool(lab.logo),
        "url": _page("desk-lab", part="appearance"),
    }
    yield {
        "key": "hero",
        "title": _("Picture of the home page"),
        "text": _("The lab, a group photo or your research, at least 1600 pixels wide."),
        "is_done": bool(lab.hero),
        "url": _page("desk-lab", part="home"),
    }
    yield {
        "key": "accent",
        "title": _("Colour and look"),
        "text": _("The colour of links and buttons, such as that of your institution."),
        "is_done": lab.accent.lower() != DEFAULT_ACCENT or lab.look != Lab._meta.get_field("look").default,
        "url": _page("desk-lab", part="appearance"),
    }


# ---- the content --------------------------------------------------------------------------------


def _about_content(user: User) -> Iterator[dict]:
    yield _profile_of_pi(user)
    yield from _about_people()
    yield from _about_first_entries()


def _about_people() -> Iterator[dict]:
    today = timezone.localdate()
    in_the_lab = Person.objects.in_the_lab(today)
    people = in_the_lab.aggregate(
        others=Count("pk", filter=~Q(role=Role.PI)),
        faceless=Count("pk", filter=Q(photo="")),
    )
    faceless = in_the_lab.filter(photo="").by_seniority().first()
    yield {
        "key": "site",
        "title": _("Existing site"),
        "text": _("Import people, publications, news and projects from the lab’s former site."),
        "is_done": people["others"] > 0 or SiteImport.objects.filter(applied__isnull=False).exists(),
        "url": _page("desk-import"),
    }
    yield {
        "key": "people",
        "title": _("People"),
        "text": _(
            "Paste a list with one person per line: name, email, role. "
            "You can check the list before anything is saved."
        ),
        "is_done": people["others"] > 0,
        "url": _page("desk-add-people"),
        "more": ((_("Invite people"), _page("desk-invite")),),
    }
    yield {
        "key": "photos",
        "title": _("Photos"),
        "text": _about_photos(people["faceless"]),
        "is_done": people["others"] > 0 and not people["faceless"],
        "url": _page("edit-person", faceless.slug, part="photo") if faceless else reverse("desk-members"),
        "more": ((_("All members"), reverse("desk-members")),),
    }


def _about_photos(missing: int) -> str:
    if not missing:
        return _("Members add their own photo; you can do it for them.")
    text = ngettext(
        "%(number)d person has no photo. Members add their own; you can do it for them.",
        "%(number)d people have no photo. Members add their own; you can do it for them.",
        missing,
    )
    return text % {"number": missing}


def _about_first_entries() -> Iterator[dict]:
    yield {
        "key": "publications",
        "title": _("Publications"),
        "text": _("From your ORCID or DBLP page, a list of DOIs, or a BibTeX file."),
        "is_done": Publication.objects.exists(),
        "url": _page("import-publications"),
        "more": ((_("Add one by hand"), _page("add-publication")),),
    }
    yield {
        "key": "news",
        "title": _("First news"),
        "text": _("A new paper, a new member, an award: one or two sentences are enough."),
        "is_done": NewsItem.objects.exists(),
        "url": _page("add-news"),
    }
    yield {
        "key": "opening",
        "title": _("First opening"),
        "text": _(
            "Describe whom you are looking for. The opening appears and closes on the days you choose."
        ),
        "is_done": Notice.objects.exists(),
        "url": _page("desk-add-notice"),
    }
    yield {
        "key": "pages",
        "title": _("First page of your own"),
        "text": _("For example about your research, how to reach you, or a handbook for members."),
        "is_done": Page.objects.exists(),
        "url": _page("desk-add-page"),
    }
    yield {
        "key": "menu",
        "title": _("Menu"),
        "text": _(
            "Choose the entries and their order. Your own pages and links to other sites can be entries too."
        ),
        "is_done": MenuItem.objects.filter(section="").exists(),
        "url": _page("desk-menu"),
    }


def _profile_of_pi(user: User) -> dict:
    own = getattr(user, "person", None)
    pi = own if own and own.role == Role.PI else Person.objects.filter(role=Role.PI, left=None).first()
    more: tuple[tuple[str, str], ...] = ()
    if pi is None:
        text = _("The lab has no principal investigator yet. Add the PI like any other person.")
        url = _page("desk-add-people")
        more = ((_("I am the PI"), _page("desk-own-profile")),) if own is None else ()
    else:
        text = _("A photo, research interests and a short biography.")
        url = _page("my-profile") if pi == own else _page("edit-person", pi.slug)
        more = ((_("Import a homepage"), _page("my-import")),) if pi == own else ()
    return {
        "key": "profile",
        "title": _("Profile of the PI"),
        "text": text,
        "is_done": bool(pi and pi.photo and (pi.interests or pi.interests_zh or pi.bio or pi.bio_zh)),
        "url": url,
        "more": more,
    }


# ---- operation ----------------------------------------------------------------------------------


def _about_operation(user: User, host: str, now: datetime) -> Iterator[dict]:
    yield _email(user)
    site_host = urlsplit(settings.SITE_URL).hostname
    is_local = site_host in LOCAL_HOSTS
    if is_local:
        text = _("Links in emails and feeds lead to %(url)s, which only this machine can open. Set SITE_URL.")
    elif site_host != host:
        text = _(
            "Links in emails and feeds lead to %(url)s. You opened the site at another address. Set SITE_URL."
        )
    else:
        text = _("Links in emails and feeds lead to %(url)s.")
    yield {
        "key": "address",
        "title": _("Address of the site"),
        "text": text % {"url": settings.SITE_URL},
        "is_done": not is_local and site_host == host,
        "is_essential": True,
    }
    run = JobRun.objects.filter(name=BACKUP).exclude(finished=None).first()
    if run is None:
        text = _(
            "No backup has been made. Set BACKUP_DIR, and the site is backed up daily (docs/operate.md)."
        )
    elif run.error:
        text = _("The last backup failed: %(error)s") % {"error": run.error}
    else:
        day = date_format(timezone.localdate(run.finished), "DATE_FORMAT")
        text = _("Last backup: %(day)s.") % {"day": day}
    yield {
        "key": "backup",
        "title": _("Backup"),
        "text": text,
        "is_done": run is not None and not run.error and now - run.finished < BACKUP_INTERVAL,
        "is_essential": True,
    }


def _email(user: User) -> dict:
    """Return the step of sending a test email, with the result of the latest one."""
    latest = Email.objects.filter(about=TEST_EMAIL, account=user).order_by("-pk").first()
    if not mail_server.is_set_up():
        text = _(
            "No mail server is set up: invitations and password links are not sent. Set EMAIL_URL "
            "(docs/configure.md)."
        )
    elif latest is None:
        text = _("Send a test email to %(email)s.") % {"email": user.email}
    elif latest.sent:
        text = _(
            "The mail server has accepted the test email to %(email)s. Check that it has arrived, perhaps in "
            "the spam folder."
        ) % {"email": latest.to}
    elif latest.error:
        text = _("The test email could not be sent: %(error)s") % {"error": latest.error}
    else:
        text = _("The test email is being sent. Reload this page in a few seconds to see the result.")
    return {
        "key": "email",
        "title": pgettext("setup step", "Email"),
        "text": text,
        "is_done": mail_server.is_set_up() and Email.objects.exclude(sent=None).exists(),
        "action": "email" if mail_server.is_set_up() else "",
        "action_label": _("Send a test email"),
        "is_essential": True,
    }
