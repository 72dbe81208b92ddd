"""Apply an import: save the selected items, each section through its editor."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from itertools import chain
from pathlib import Path

from django.core.files.base import File
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core import audit, batches
from labsite.editors import LAB
from labsite.site_imports.additions import Additions
from labsite.site_imports.applying_papers import add_papers, add_teasers
from labsite.site_imports.applying_people import add_people, change_team
from labsite.site_imports.applying_profiles import add_rows_of_members, change_profile
from labsite.site_imports.import_run import ImportRun
from labsite.site_imports.members import form_values
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.outcomes import Outcome, record
from labsite.site_imports.pictures import Pictures
from labsite.site_imports.redirecting import add_redirects
from labsite.site_imports.references import ResolvedReferences, Resolver
from labsite.site_imports.rights import may_add, may_change
from labsite.site_imports.sending import new_proposal, send_items
from labsite.site_imports.targets import OF_LAB, OF_PROFILE, TARGETS, title_of
from moderation.forms.edit_form import EditForm
from moderation.forms.snapshot import PENDING_FILE
from people.models import Lab


def apply_import(site_import: SiteImport, now: datetime, path: Path | None = None) -> Outcome:
    """Save the selected items that are not saved yet, in short transactions, and return the outcome.

    An interrupted call can be repeated. Without an account (a command), everything is published. ``path`` is
    the source with the pictures, by default what was uploaded.
    """
    with ExitStack() as stack:
        if path is None and (upload := site_import.upload):
            try:
                path = stack.enter_context(upload.storage.local_file(upload.name))
            except FileNotFoundError:
                path = Path(upload.name)  # each picture is reported as missing
        return _apply_selected(site_import, now, Pictures(path))


def _apply_selected(site_import: SiteImport, now: datetime, pictures: Pictures) -> Outcome:
    additions = Additions(site_import)
    run = ImportRun(site_import, pictures, additions, now)
    items = list(site_import.items.filter(target__in=TARGETS, applied=None))
    comparisons = additions.compare(items)
    selected = [item for item in items if item.is_selected and _is_valid(run, item)]
    by_target: dict[str, list[SiteItem]] = {}
    for item in selected:
        by_target.setdefault(item.target, []).append(item)
    add_people(run, by_target.get("people", []))
    add_papers(run)
    add_teasers(run, by_target.get("teaser", []))
    of_profile = [item for item in selected if item.target in OF_PROFILE]
    if site_import.person:
        change_profile(run, of_profile)
    else:
        add_rows_of_members(run, of_profile)
    _change_lab(run, [item for item in selected if item.target in OF_LAB])
    resolver = Resolver(site_import)
    # Later ones refer to earlier ones.
    for name in ("teams", "projects", "grants", "news", "notices"):
        _add_objects(run, by_target.get(name, []), resolver)
    change_team(run, by_target.get("call", []))
    add_redirects(site_import, comparisons)
    site_import.applied = max(now, timezone.now())  # what is changed from now on is not a part of the import
    site_import.save(update_fields=["applied", "redirected", "updated"])
    if run.outcome.added or run.outcome.submitted:
        record(audit.Event.SITE_IMPORTED, site_import, **run.outcome.listed())
    return run.outcome


def _is_valid(run: ImportRun, item: SiteItem) -> bool:
    """Return whether an item can be saved; if not, record why."""
    if not may_add(run.site_import.by, item.target):
        run.report(item, _("Only the lab can add this."))
        return False
    form = TARGETS[item.target].form(item.values, run.site_import.person)
    for name, errors in form.errors.items():
        label = f"{form.fields[name].label}: " if name in form.fields else ""
        run.report(item, label + " ".join(errors))
    return form.is_valid()


# ---- the lab ----------------------------------------------------------------------------------


def _change_lab(run: ImportRun, items: Sequence[SiteItem]) -> None:
    """Give the lab the pictures of its former site, in one version."""
    files: dict[str, File] = {}
    for item in items:
        if picture := run.picture(LAB, item.target, item):
            files[item.target] = picture
    if not files:
        return
    lab = Lab.objects.first()
    content = EditForm(LAB, lab).published_snapshot
    pending = {name: [PENDING_FILE + str(picture.name)] for name, picture in files.items()}
    proposal = new_proposal(run.site_import, LAB, lab and lab.pk)
    of_files = [item for item in items if item.target in files]
    fields = {**content["fields"], **pending}
    send_items(run, of_files, proposal, {**content, "fields": fields}, files)


# ---- teams, news, projects, grants, openings --------------------------------------------------


def _add_objects(run: ImportRun, items: Sequence[SiteItem], resolver: Resolver) -> None:
    """Add an object for each item. An item that differs from an existing object changes its texts."""
    site_import = run.site_import
    # Among items of one day, lists show the last added first, while sources list the latest first.
    for item in chain.from_iterable(batches.batches(reversed(items))):
        editor = TARGETS[item.target].editor
        match = run.additions.comparisons[item.position].match
        key = int(match) if match.isdigit() else None
        instance = editor.model._base_manager.filter(pk=key).first() if key else None
        if instance and not may_change(site_import.by, instance):
            run.report(item, _("This is already on the site, and you can’t change it there."))
            continue
        content = EditForm(editor, instance).published_snapshot
        resolved = resolver.resolve(item, editor) if instance is None else ResolvedReferences()
        fields = {**content["fields"], **form_values(item), **resolved.fields}
        if site_import.person and "people" in editor.form.base_fields:
            people = [*fields.get("people", []), str(site_import.person.pk)]
            fields["people"] = list(dict.fromkeys(people))
        files: dict[str, File] = {}
        wants_picture = item.image and "picture" in editor.file_fields and not fields.get("picture")
        if wants_picture and (picture := run.picture(editor, "picture", item)):
            files["picture"], fields["picture"] = picture, [PENDING_FILE + str(picture.name)]
            if not any(fields.get("picture_alt", [])):
                fields["picture_alt"] = [Truncator(title_of(item)).chars(150)]
        with run.additions.adding([item]) as missing:
            if missing:
                proposal = new_proposal(site_import, editor, instance and instance.pk)
                rows = {**content["rows"], **resolved.rows}
                if send_items(run, [item], proposal, {"fields": fields, "rows": rows}, files):
                    _report_missing(run, item, resolved)


def _report_missing(run: ImportRun, item: SiteItem, resolved: ResolvedReferences) -> None:
    """Report what a lab's item refers to and the site lacks; a homepage is about one person only."""
    if resolved.missing and run.site_import.person is None:
        text = _("“%(title)s” was imported without its links to what this site does not have: %(names)s.")
        names = "; ".join(dict.fromkeys(resolved.missing))
        run.report(item, text % {"title": title_of(item), "names": names})
