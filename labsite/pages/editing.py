"""The one page on which everything is edited, by members and by those who publish directly.

Whatever is sent is stored as the author's proposal first, valid or not, so that nothing typed is lost.
Then it goes to the reviewers, or is published at once by those who may.
"""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from labsite import mails
from labsite.lib.http import origin
from labsite.rules import publishes_directly, stays_own
from moderation import contents
from moderation.bundles import Bundle
from moderation.contents import WAITING
from moderation.differences import Presenter
from moderation.editing import Editor
from moderation.models import InConflict, NotPossible, NotValid, Proposal
from people.models import Person

SALT = "labsite.pages.editing"


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
        typed = editor.typed(request.POST)
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

    def bundle(self, editor: Editor, instance, waiting: dict) -> Bundle:
        """Returns the forms as they were filled in, with the errors of files next to them."""
        bundle = editor.filled(self.content, {**waiting, **self.files}, instance)
        for name, error in self.file_errors.items():
            bundle.form.add_error(name, error)
        return bundle


def opened_content(request) -> contents.Content:
    """Returns the content with which the form was opened, which the form brings along signed."""
    try:
        return signing.loads(request.POST.get("opened", ""), salt=SALT)
    except signing.BadSignature:
        return contents.empty()


def sealed(content: contents.Content) -> str:
    return signing.dumps(content, salt=SALT, compress=True)


def unfinished(user, editor: Editor, instance: models.Model) -> Proposal | None:
    """Returns what the user is working on, or waits for, about this object."""
    return Proposal.objects.by(user).about(editor, instance).unfinished().first()


def edit(request, editor: Editor, instance=None, proposal: Proposal | None = None, back: str = "me", **page):
    """The form of an object, or of a new one: shown, stored, sent or published.

    ``proposal`` is what the user has begun; ``back`` the name of the page to return to.
    """
    proposal = proposal or (unfinished(request.user, editor, instance) if instance and instance.pk else None)
    public = proposal.live if proposal else editor.open(instance).content
    current = proposal.merged.content if proposal else public
    is_direct = publishes_directly(request.user, editor.model)
    page |= {"editor": editor, "instance": instance, "is_direct": is_direct, "back": reverse(back)}
    if request.method != "POST":
        bundle = proposal.bundle() if proposal else editor.open(instance)
        return show(request, bundle, current, proposal=proposal, **page)
    opened = opened_content(request)
    sent = Sent.read(request, editor, current, opened, public)
    waiting = proposal.file_map if proposal else {}
    if sent.conflicts:
        bundle = sent.bundle(editor, instance, waiting)
        presenter = Presenter(editor, lambda name: file_url(proposal, name))
        conflicts = [presenter.conflict(conflict) for conflict in sent.conflicts]
        page |= {"conflicts": conflicts, "status": 409}
        return show(request, bundle, current, proposal=proposal, **page)
    if not proposal and not contents.difference(current, sent.content) and not sent.file_errors:
        if not sent.do.startswith("add:"):
            messages.info(request, _("Nothing was changed."))
            return redirect(back)
    else:
        proposal = proposal or Proposal(
            editor=editor.key, object_id=instance and instance.pk, author=request.user
        )
        try:
            proposal.fill(sent.content, sent.files)
        except (IntegrityError, NotPossible) as problem:
            # Another window has begun the same, or somebody has decided meanwhile.
            text = str(problem) if isinstance(problem, NotPossible) else _("You have begun this twice.")
            messages.error(
                request, _("%(problem)s What you typed is below; send it again.") % {"problem": text}
            )
            bundle = sent.bundle(editor, instance, waiting)
            return show(request, bundle, current, proposal=None, status=409, **page)
        waiting = proposal.file_map
    if sent.is_merged:
        messages.info(request, _("This was changed elsewhere meanwhile. Both changes are kept."))
    return _go_on(request, editor, instance, proposal, sent, waiting, page, back)


def _go_on(request, editor, instance, proposal, sent, waiting, page, back):
    """Does what the button said that the stored form was sent with."""
    if sent.do.startswith("add:"):
        name = sent.do.removeprefix("add:")
        stored = sent.content  # the new row is not, so the form goes on from here
        sent.content = contents.with_new_row(stored, name)
        bundle = sent.bundle(editor, instance, waiting)
        bundle.hide_errors()
        return show(request, bundle, stored, proposal=proposal, added=name, **page)
    bundle = sent.bundle(editor, instance, waiting)
    if sent.file_errors:
        bundle.is_valid()
        return show(request, bundle, sent.content, proposal=proposal, status=422, **page)
    if sent.do == "preview":
        return redirect("proposal-preview", proposal.pk)
    if sent.do == "draft":
        messages.success(request, _("Your draft is kept. Nobody else sees it."))
        return redirect("proposal-edit", proposal.pk)
    if bundle.is_valid() and not stays_own(request.user, bundle.form.instance):
        bundle.form.add_error("team", _("Choose a team that you lead."))
        return show(request, bundle, sent.content, proposal=proposal, status=422, **page)
    now = timezone.now()
    try:
        if page["is_direct"]:
            proposal.approve(request.user, now)
            messages.success(request, _("Published."))
        else:
            proposal.submit(now)
            mails.announce(origin(request), reverse("desk"), now)
            messages.success(request, _("Sent. You get a mail when it has been looked at."))
    except NotValid as refused:
        return show(request, refused.bundle, sent.content, proposal=proposal, status=422, **page)
    except InConflict:
        messages.error(request, _("This was changed elsewhere this very moment. Look at it once more."))
        return redirect("proposal-edit", proposal.pk)
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect(back)


def file_url(proposal: Proposal | None, name: str) -> str:
    """Returns where a waiting file is shown to those who may see it."""
    return reverse("proposal-file", args=[proposal.pk, name, "as"]) if proposal and proposal.pk else ""


def _give_addresses(bundle: Bundle, proposal: Proposal | None) -> None:
    """Lets the form show the files that are kept with the proposal; not one that was sent in vain."""
    kept = proposal.file_map if proposal and proposal.pk else {}
    for name, file in bundle.form.files.items():
        if name in kept and kept[name].name == file.name:
            file.url = file_url(proposal, name)


def show(request, bundle: Bundle, opened: contents.Content, *, status: int = 200, **page):
    _give_addresses(bundle, page.get("proposal"))
    context = {"bundle": bundle, "opened": sealed(opened), **page}
    if any(row_set.related for row_set in bundle.editor.row_sets):
        context["people_names"] = Person.objects.only("name", "native_name").order_by("name")
    return render(request, "labsite/edit.html", context, status=status)
