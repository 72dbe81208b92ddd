"""Move what earlier imports kept as "other fields", or in their entries only, to the columns for it."""

from django.db import migrations

from publications.bibtex.pages import ARTICLE_NUMBER_FIELDS
from publications.bibtex.publication_state import is_in_press, mentions_press
from publications.bibtex.remarks import read_remarks
from publications.bibtex.resources import LINK_FIELDS
from publications.bibtex.titles import TRANSLATED_TITLE_FIELDS
from publications.citing import cleaning

CHUNK = 500
MAX_LENGTH = {"article_number": 40, "award": 120, "translated_title": 500, "url": 500}
COLUMN_FIELDS = {
    "article_number": ARTICLE_NUMBER_FIELDS,
    "translated_title": TRANSLATED_TITLE_FIELDS,
    "award": ("award_name", "award"),
}


def read(apps, schema_editor):
    alias = schema_editor.connection.alias
    models = {
        name: apps.get_model("publications", name).objects.using(alias)
        for name in ("Publication", "PublicationLink", "ImportedEntry")
    }
    read_extra(models["Publication"], models["PublicationLink"])
    read_notes(models["Publication"], models["ImportedEntry"])


def read_extra(publications, links):
    for row in publications.exclude(extra={}).iterator(CHUNK):
        before = dict(row.extra)
        for column, names in COLUMN_FIELDS.items():
            move(row, column, names)
        move_state(row)
        move_links(row, links)
        if "additional_info" in row.extra and not row.note:
            row.note = row.extra.pop("additional_info")
        if row.extra != before:
            row.save(update_fields=["extra", "note", "is_in_press", *COLUMN_FIELDS])


def move(row, column, names):
    for name in names:
        value = row.extra.get(name, "")
        if value and not getattr(row, column) and len(value) <= MAX_LENGTH[column]:
            setattr(row, column, row.extra.pop(name))


def move_state(row):
    if is_in_press(row.extra.get("pubstate", "")):
        del row.extra["pubstate"]
        row.is_in_press = True
    if row.year is None and mentions_press(row.extra.get("year", "")):
        del row.extra["year"]
        row.is_in_press = True


def move_links(row, links):
    existing = list(links.filter(publication=row.pk).values_list("url", flat=True))
    for name, kind in LINK_FIELDS.items():
        url = cleaning.http_url(row.extra.get(name, ""))
        if not url or " " in row.extra[name].strip() or len(url) > MAX_LENGTH["url"]:
            continue
        del row.extra[name]
        if url not in existing:
            existing.append(url)
            links.create(publication_id=row.pk, kind=kind, url=url, position=len(existing))


def read_notes(publications, entries):
    """Read the notes of stored entries, which no publication has got."""
    for entry in entries.filter(record__has_key="note").iterator(CHUNK):
        record = entry.record
        if not record["note"] or record.get("award"):
            continue
        has_appeared = bool(record.get("volume") or record.get("pages"))
        remarks = read_remarks(record["note"], "", "", "", has_appeared=has_appeared)
        record = {**record, "award": remarks.award, "note": remarks.note}
        record["is_in_press"] = bool(record.get("is_in_press")) or remarks.is_in_press
        entries.filter(pk=entry.pk).update(record=record)
        if not entry.publication_id or entry.decision not in ("accepted", "proposed", "completed"):
            continue
        if len(remarks.award) <= MAX_LENGTH["award"]:
            publications.filter(pk=entry.publication_id, award="").update(award=remarks.award)
        publications.filter(pk=entry.publication_id, note="").update(note=remarks.note)


def put_back(apps, schema_editor):
    publications = apps.get_model("publications", "Publication").objects.using(schema_editor.connection.alias)
    changed = publications.exclude(article_number="", translated_title="", is_in_press=False)
    for row in changed.iterator(CHUNK):
        values = {"eid": row.article_number, "translatedtitle": row.translated_title}
        values["pubstate"] = "inpress" if row.is_in_press else ""
        row.extra = {**{name: value for name, value in values.items() if value}, **row.extra}
        row.save(update_fields=["extra"])


class Migration(migrations.Migration):
    dependencies = [("publications", "0008_import_choices")]

    operations = [migrations.RunPython(read, put_back, elidable=True)]
