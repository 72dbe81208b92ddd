"""Change profiles: that of the owner of a homepage, and those of the members of a lab."""

from collections.abc import Mapping, Sequence

from django.core.files.base import File
from django.utils.translation import gettext as _

from core import batches
from core.languages import is_chinese
from labsite.editors import PROFILE
from labsite.site_imports.comparison import Comparison, Verdict, content_of, profile_content, visible
from labsite.site_imports.import_run import ImportRun
from labsite.site_imports.members import form_values, member_of, people_of, sharers_of
from labsite.site_imports.models import SiteItem
from labsite.site_imports.sending import new_proposal, send_items
from labsite.site_imports.targets import TARGETS
from moderation.forms.base import CHINESE
from moderation.forms.snapshot import PENDING_FILE, Snapshot, new_row_id
from people.forms import name_or_slug
from people.models import Person


def change_profile(run: ImportRun, items: Sequence[SiteItem]) -> None:
    """Change the profile with one proposal, which is one version."""
    if not items:
        return
    files: dict[str, File] = {}
    for item in [item for item in items if item.target == "photo"]:
        if photo := run.picture(PROFILE, "photo", item):
            files["photo"] = photo
        else:
            items = [other for other in items if other is not item]
    with run.additions.adding(items) as missing:
        if missing:
            content = profile_content(run.site_import)
            content = _with_items(content, missing, run.additions.comparisons, files)
            proposal = new_proposal(run.site_import, PROFILE, run.site_import.person.pk)
            send_items(run, missing, proposal, content, files)


def _with_items(
    content: Snapshot,
    items: Sequence[SiteItem],
    comparisons: Mapping[int, Comparison],
    files: Mapping[str, File],
) -> Snapshot:
    """Return the content of a profile with these items."""
    rows = {name: list(listed) for name, listed in content["rows"].items()}
    fields = dict(content["fields"])
    # Among studies with the same start, or without dates, the last added is shown first.
    studies = [item for item in items if item.target == "education"]
    for item in [*(item for item in items if item.target != "education"), *reversed(studies)]:
        if item.target == "photo":
            fields["photo"] = [PENDING_FILE + str(files["photo"].name)]
            continue
        if TARGETS[item.target].is_text:
            text, name = item.values["text"][0], _text_field(item)
            separator = "\n\n" if item.target == "bio" else "; "
            fields[name] = [separator.join([*filter(None, fields.get(name, [])), text])]
            continue
        match = comparisons[item.position]
        differing = [row for row in rows[item.target] if row["id"] == match.match]
        if differing and match.verdict != Verdict.NEW:
            index = rows[item.target].index(differing[0])
            rows[item.target][index] = {
                "id": match.match,
                "values": {**differing[0]["values"], **form_values(item)},
            }
        else:
            rows[item.target].append({"id": new_row_id(), "values": form_values(item)})
    return {"fields": fields, "rows": rows}


def _text_field(item: SiteItem) -> str:
    """Return the field of a text of the profile, in the language that the source or the text says."""
    pair = (item.target, item.target + CHINESE)
    stated = "".join(item.values.get("field", []))
    return stated if stated in pair else pair[is_chinese(item.values["text"][0])]


# ---- members of a lab -------------------------------------------------------------------------


def add_rows_of_members(run: ImportRun, items: Sequence[SiteItem]) -> None:
    """Add what the site of a lab tells about its members to their profiles, with one proposal for each."""
    people = people_of(items, visible(Person, run.site_import.by))
    by_person: dict[int, list[SiteItem]] = {}
    for item in items:
        if key := people.get(member_of(item)):
            by_person.setdefault(key, []).append(item)
        else:
            text = _("Nobody on the site, or more than one person, is called %(name)s.")
            run.report(item, text % {"name": member_of(item)})
    persons = Person.objects.in_bulk([*people.values()])
    for person in map(persons.get, by_person):
        for item in by_person[person.pk]:
            if sharers := [persons[people[name]] for name in sharers_of(item) if name in people]:
                item.values["colleagues"] = sorted(name_or_slug(one, person) for one in sharers)
                item.save(update_fields=["values"])
        with run.additions.adding(by_person[person.pk]) as missing:
            if missing:
                content = content_of(person, run.site_import)
                content = _with_items(content, missing, run.additions.comparisons, {})
                proposal = new_proposal(run.site_import, PROFILE, person.pk)
                send_items(run, missing, proposal, content)
        batches.give_way()
