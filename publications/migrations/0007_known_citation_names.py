"""Derive citation names where something stored tells them, and make editors of the field ``editor``.

The number by which DBLP tells namesakes apart is no part of a name and goes. Names of which nobody knows more
than how they are printed stay as they are.
"""

from django.db import migrations

from publications.bibtex import Author
from publications.bibtex.editors import take_editors
from publications.bibtex.names import parse_authors
from publications.citing.names import (
    NameParts,
    citation_name,
    is_suffix,
    known_parts,
    name_parts,
    parts_with_particle,
    without_number,
)

CHUNK = 500


def derive(apps, schema_editor):
    alias = schema_editor.connection.alias
    models = {
        name: apps.get_model("publications", name).objects.using(alias)
        for name in ("Publication", "Authorship", "Editorship", "ImportedEntry")
    }
    remove_numbers(models["Authorship"])
    name_by_printed_form(models["Authorship"])
    name_by_imported_entries(models["Authorship"], models["ImportedEntry"])
    name_by_extra_authors(models["Authorship"], models["Publication"])
    move_editors(models["Publication"], models["Editorship"])


def remove_numbers(authorships):
    for row in authorships.filter(name__contains=" 0").only("name").iterator(CHUNK):
        if (name := without_number(row.name)) != row.name:
            authorships.filter(pk=row.pk).update(name=name)


def name_by_printed_form(authorships):
    """Use the comma or the braces of names that are printed as "Family, Given" or "{Organization}"."""
    rows = authorships.filter(name__contains=",") | authorships.filter(name__startswith="{")
    for row in rows.only("name").iterator(CHUNK):
        parts = name_parts(row.name)
        if parts.given or row.name.startswith("{"):
            set_citation_name(authorships, row, parts)


def name_by_imported_entries(authorships, entries):
    """Use the parts of the names in stored entries, where they are not what the printed name tells anyway."""
    stored = entries.exclude(publication=None).values_list("publication", "record").order_by("pk")
    for publication, record in stored.iterator(CHUNK):
        parts = {}
        for data in record.get("authors") or []:
            author = Author(**data)
            parts[without_number(author.name)] = parts_of_author(author)
        if not parts:
            continue
        for row in authorships.filter(publication=publication, citation_name="", name__in=parts):
            known = parts[row.name]
            if known != name_parts(row.name):
                set_citation_name(authorships, row, known)


def parts_of_author(author):
    if author.is_corporate:
        return NameParts(literal=author.name)
    if author.suffix and not author.given and not is_suffix(author.suffix):
        # Initials, which the reader once took for a suffix: "Example, M. D.".
        return parts_with_particle(author.family, author.suffix)
    return parts_with_particle(author.family, author.given, author.suffix)


def name_by_extra_authors(authorships, publications):
    """Use the field ``author`` among the other fields, which holds names that were too long to print."""
    for publication in publications.filter(extra__has_key="author").only("extra").iterator(CHUNK):
        authors = parse_authors(str(publication.extra["author"])).authors
        rows = list(authorships.filter(publication=publication.pk).order_by("position"))
        if len(rows) != len(authors):
            continue
        for row, author in zip(rows, authors, strict=True):
            if not row.citation_name and author.citation_name:
                set_citation_name(authorships, row, parts_of_author(author))


def set_citation_name(authorships, row, parts):
    """Store a citation name if it fits its column and the printed name."""
    name = citation_name(parts)
    if name and len(name) <= 250 and known_parts(row.name, name):
        authorships.filter(pk=row.pk).update(citation_name=name)


def move_editors(publications, editorships):
    for publication in publications.filter(extra__has_key="editor").only("extra").iterator(CHUNK):
        editors, extra = take_editors(publication.extra)
        too_long = any(len(editor.name) > 200 for editor in editors.authors)
        if too_long or not editors.authors or editorships.filter(publication=publication.pk).exists():
            continue
        editorships.bulk_create(
            editorships.model(
                publication_id=publication.pk,
                position=position,
                name=editor.name,
                citation_name=editor.citation_name if len(editor.citation_name) <= 250 else "",
            )
            for position, editor in enumerate(editors.authors, 1)
        )
        publications.filter(pk=publication.pk).update(extra=extra, has_more_editors=editors.has_others)


def restore_editors(apps, schema_editor):
    """Put the editors back into the field ``editor``. The citation names go with their column."""
    alias = schema_editor.connection.alias
    publications = apps.get_model("publications", "Publication").objects.using(alias)
    editorships = apps.get_model("publications", "Editorship").objects.using(alias)
    names = {}
    for row in editorships.order_by("publication", "position"):
        names.setdefault(row.publication_id, []).append(row.citation_name or row.name)
    for publication in publications.filter(pk__in=names).only("extra", "has_more_editors"):
        listed = names[publication.pk] + ["others"] * publication.has_more_editors
        extra = {**publication.extra, "editor": " and ".join(listed)}
        publications.filter(pk=publication.pk).update(extra=extra)
    editorships.all().delete()


class Migration(migrations.Migration):
    dependencies = [("publications", "0006_author_and_editor_names")]

    operations = [migrations.RunPython(derive, restore_editors)]
