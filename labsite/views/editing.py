"""The one page on which everything is edited, by members and by those who publish directly.

Whatever is sent is stored as the author's proposal first, valid or not, so that nothing typed is lost.
Then it goes to the reviewers, or is published at once by those who may.
"""

import json
from dataclasses import asdict, dataclass, field

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.exceptions import InvalidState
from core.http import origin
from labsite import mails
from labsite.permissions import publishes_directly, stays_own
from moderation import contents
from moderation.bundles import Bundle
from moderation.contents import WAITING
from moderation.differences import Presenter
from moderation.editing import Editor
from moderation.models import InConflict, NotValid, Proposal

SALT = "labsite.views.editing"
#: What a button says that adds a row to a set of rows, before the name of the set.
ADD = "add:"


# ---- what comes from the browser --------------------------------------------------------------


@dataclass
class Sent:
    """A form as it came back from the browser."""

    content: contents.Content
    files: dict = field(default_factory=dict)
    file_errors: dict = field(default_factory=dict)
    conflicts: list = field(default_factory=list)
    is_merged: bool = False
    do: str = ""

    @classmethod
    def read(
        cls,
        request,
        editor: Editor,
        current: contents.Content,
        opened: contents.Content,
        public: contents.Content,
    ) -> "Sent":
        """Reads what was typed and carries it over to ``current``, if that is not what was ``opened``.

        A file that waits, or is to be removed, can be given up for the ``public`` one.
        """
        typed = editor.typed(request.POST, opened if opened["rows"] else current)
        files, errors = {}, {}
        for name in editor.file_fields:
            was = public if f"{name}-keep" in request.POST else opened
            typed["fields"][name] = was["fields"].get(name, [])
        for name, upload in editor.uploads(request.POST, request.FILES).items():
            if upload is False:
                typed["fields"][name] = []
                continue
            try:
                files[name] = editor.form.base_fields[name].clean(upload)
                typed["fields"][name] = [WAITING + str(files[name].name)]
            except ValidationError as error:
                errors[name] = error
        merged = contents.merge(opened, current, typed)
        return cls(
            merged.content,
            files,
            errors,
            merged.conflicts,
            bool(contents.difference(opened, current)),
            request.POST.get("do", ""),
        )

    @property
    def added(self) -> str:
        """The set of rows that the button asked a new row for; "" for another button."""
        return self.do.removeprefix(ADD) if self.do.startswith(ADD) else ""


def opened_content(request) -> contents.Content:
    """Returns the content with which the form was opened, which the form brings along signed."""
    try:
        return signing.loads(request.POST.get("opened", ""), salt=SALT)
    except signing.BadSignature:
        return contents.empty()


# ---- the page ---------------------------------------------------------------------------------


def file_url(proposal: Proposal | None, name: str) -> str:
    """Returns where a waiting file is shown to those who may see it."""
    return reverse("proposal-file", args=[proposal.pk, name, "as"]) if proposal and proposal.pk else ""


def presenter_of(editor: Editor, proposal: Proposal | None) -> Presenter:
    """Returns what puts differences into words, with the addresses of the files that wait."""
    return Presenter(editor, lambda name: file_url(proposal, name))


def show(request, bundle: Bundle, opened: contents.Content, *, status: int = 200, **page):
    """Makes the page of a form that was ``opened`` with this content."""
    _give_addresses(bundle, page.get("proposal"))
    sealed = signing.dumps(opened, salt=SALT, compress=True)
    suggestions = [(name, make()) for name, make in bundle.editor.suggestions]
    context = {"bundle": bundle, "suggestions": suggestions, "opened": sealed, **page}
    return render(request, "labsite/edit.html", context, status=status)


def _give_addresses(bundle: Bundle, proposal: Proposal | None) -> None:
    """Lets the form show the files that are kept with the proposal; not one that was sent in vain."""
    kept = proposal.file_map if proposal and proposal.pk else {}
    for name, file in bundle.form.files.items():
        if name in kept and kept[name].name == file.name:
            file.url = file_url(proposal, name)


def unfinished(user, editor: Editor, instance: models.Model) -> Proposal | None:
    """Returns what the user is working on, or waits for, about this object."""
    return Proposal.objects.by(user).about(editor, instance).unfinished().first()


def deliver(request, proposal: Proposal) -> None:
    """Publishes a draft for those who may, sends it to the reviewers for others, and says so.

    Raises NotValid, InConflict, InvalidState.
    """
    now = timezone.now()
    if publishes_directly(request.user, proposal.how.model):
        proposal.approve(request.user, now)
        messages.success(request, _("Published."))
    else:
        proposal.submit(now)
        mails.announce(origin(request), reverse("desk"), now)
        messages.success(request, _("Sent. You get a mail when it has been looked at."))


def edit(request, editor: Editor, instance=None, proposal: Proposal | None = None, back: str = "me", **page):
    """The form of an object, or of a new one: shown, stored, sent or published.

    ``proposal`` is what the user has begun; ``back`` the name of the page to return to.
    """
    if proposal is None and instance is not None and instance.pk:
        proposal = unfinished(request.user, editor, instance)
    page |= {"is_direct": publishes_directly(request.user, editor.model), "back": reverse(back)}
    work = _Work(request, editor, instance, proposal, back, page)
    return work.receive() if request.method == "POST" else work.open()


def seal_of(proposal: Proposal) -> str:
    """Returns a signature of what a preview has shown; the button of the preview brings it back."""
    shown = [proposal.pk, proposal.updated.isoformat(), proposal.merged.content]
    return signing.Signer(salt=f"{SALT}.preview").signature(json.dumps(shown, sort_keys=True))


def _seal_of_conflicts(conflicts: list[contents.Conflict]) -> str:
    """Returns a signature of conflicts that a form shows, which it brings back; "" for none."""
    shown = json.dumps([asdict(conflict) for conflict in conflicts])
    return signing.Signer(salt=f"{SALT}.conflicts").signature(shown) if conflicts else ""


def send(request, proposal: Proposal, back: str):
    """Does what the first button of the form does, with a draft as it is stored."""
    page = {
        "is_direct": publishes_directly(request.user, proposal.how.model),
        "back": reverse(back),
        "title": str(proposal),
        "action": reverse("proposal-edit", args=[proposal.pk]),
    }
    return _Work(request, proposal.how, proposal.instance, proposal, back, page).send()


class _Work:
    """One request about one form: the object, what its author has begun, and what is made of both."""

    def __init__(self, request, editor: Editor, instance, proposal: Proposal | None, back: str, page: dict):
        self.request, self.editor, self.instance, self.proposal = request, editor, instance, proposal
        self.back, self.page = back, page
        self.public = proposal.live if proposal else editor.open(instance).content
        self.current = proposal.merged.content if proposal else self.public
        #: What the draft and somebody else have changed differently since the draft was stored.
        self.conflicts = proposal.merged.conflicts if proposal else []

    def show(self, bundle: Bundle, opened: contents.Content, **more):
        page = {"action": self._address(), "seen": _seal_of_conflicts(self.conflicts), **self.page}
        return show(self.request, bundle, opened, proposal=self.proposal, **page, **more)

    def _described(self, conflicts: list[contents.Conflict]) -> list[dict]:
        presenter = presenter_of(self.editor, self.proposal)
        return [presenter.conflict(conflict) for conflict in conflicts]

    def _address(self) -> str:
        """Returns where the form goes: something new that is kept has an address of its own; "" for here."""
        is_kept = self.proposal and self.proposal.object_id is None
        return reverse("proposal-edit", args=[self.proposal.pk]) if is_kept else ""

    def open(self):
        if self.proposal:
            conflicts = self._described(self.conflicts)
            return self.show(self.proposal.bundle(), self.current, conflicts=conflicts)
        first = [row_set.name for row_set in self.editor.row_sets if row_set.shows_first]
        if first and not (self.instance and self.instance.pk):
            return self.show(self._with_first_rows(first), self.current)
        return self.show(self.editor.open(self.instance), self.current)

    def _with_first_rows(self, names: list[str]) -> Bundle:
        """Returns the form of a new object with an empty row in each of these sets."""
        content = self.current
        for name in names:
            content = contents.with_new_row(content, name)
        bundle = self.editor.filled(content, instance=self.instance)
        bundle.hide_errors()
        return bundle

    def bundle(self, sent: Sent, content: contents.Content | None = None) -> Bundle:
        """Returns the forms as they were filled in, with the errors of files next to them."""
        waiting = self.proposal.file_map if self.proposal else {}
        bundle = self.editor.filled(content or sent.content, {**waiting, **sent.files}, self.instance)
        for name, error in sent.file_errors.items():
            bundle.form.add_error(name, error)
        return bundle

    def receive(self):
        """Stores what was sent, unless it is in conflict, and does what the button said."""
        sent = Sent.read(self.request, self.editor, self.current, opened_content(self.request), self.public)
        has_seen = self.request.POST.get("seen", "") == _seal_of_conflicts(self.conflicts)
        if conflicts := [*sent.conflicts, *([] if has_seen else self.conflicts)]:
            described = self._described(conflicts)
            return self.show(self.bundle(sent), self.current, conflicts=described, status=409)
        if self.proposal or sent.file_errors or contents.difference(self.current, sent.content):
            if problem := self._store(sent):
                messages.error(self.request, problem)
                return self.show(self.bundle(sent), self.current, status=409)
        elif not sent.added:
            messages.info(self.request, _("Nothing was changed."))
            return redirect(self.back)
        if sent.is_merged:
            messages.info(self.request, _("This was changed elsewhere meanwhile. Both changes are kept."))
        return self._go_on(sent)

    def send(self):
        """Delivers what is stored, as if the form had come back as it was opened."""
        sent, number = Sent(self.current), self.proposal.pk
        if problem := self._store(sent):
            messages.error(self.request, problem)
            return redirect("proposal", number)
        return self._deliver(sent)

    def _store(self, sent: Sent) -> str:
        """Keeps what was sent as a draft; returns what is in the way."""
        proposal = self.proposal or Proposal(
            editor=self.editor.key, object_id=self.instance and self.instance.pk, author=self.request.user
        )
        try:
            proposal.fill(sent.content, sent.files)
        except (IntegrityError, InvalidState) as problem:
            # Another window has begun the same, or somebody has decided meanwhile.
            text = str(problem) if isinstance(problem, InvalidState) else _("You have begun this twice.")
            self.proposal = None
            return _("%(problem)s What you typed is below; send it again.") % {"problem": text}
        self.proposal, self.conflicts = proposal, []  # from now on it is a change of what is public now
        return ""

    def _go_on(self, sent: Sent):
        if sent.added:
            bundle = self.bundle(sent, contents.with_new_row(sent.content, sent.added))
            bundle.hide_errors()
            return self.show(bundle, sent.content, added=sent.added)  # the new row is not stored yet
        if sent.do == "draft" and not sent.file_errors:
            messages.success(self.request, _("Your draft is kept. Nobody else sees it."))
            return redirect("proposal-edit", self.proposal.pk)
        if sent.do == "preview" and not sent.file_errors:
            return redirect("proposal-preview", self.proposal.pk)
        return self._deliver(sent)

    def _deliver(self, sent: Sent):
        bundle = self.bundle(sent)
        is_valid = bundle.is_valid() and not sent.file_errors
        if is_valid and not stays_own(self.request.user, bundle.form.instance):
            bundle.form.add_error("team", _("Choose a team that you lead."))
            is_valid = False
        if not is_valid:
            return self.show(bundle, sent.content, status=422)
        try:
            deliver(self.request, self.proposal)
        except NotValid as refused:
            return self.show(refused.bundle, sent.content, status=422)
        except InConflict:
            text = _("This was changed elsewhere this very moment. Look at it once more.")
            messages.error(self.request, text)
            return redirect("proposal-edit", self.proposal.pk)
        except InvalidState as problem:
            messages.error(self.request, str(problem))
        return redirect(self.back)
