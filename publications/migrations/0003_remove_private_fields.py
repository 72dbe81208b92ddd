"""Remove the private fields of reference managers from everything that earlier imports have stored."""

import json

from django.db import migrations

from publications.bibtex.private_fields import is_private, is_private_name, without_private

CHUNK = 500


def remove_private_fields(apps, schema_editor):
    alias = schema_editor.connection.alias
    clean_publications(apps.get_model("publications", "Publication").objects.using(alias))
    clean_imports(apps.get_model("publications", "Import").objects.using(alias))
    clean_entries(apps.get_model("publications", "ImportedEntry").objects.using(alias))
    clean_proposals(apps.get_model("moderation", "Proposal").objects.using(alias))
    clean_versions(apps.get_model("reversion", "Version").objects.using(alias))


def clean_publications(publications):
    for publication in publications.exclude(extra={}).only("extra").iterator(CHUNK):
        kept = without_private(publication.extra)
        if kept != publication.extra:
            publications.filter(pk=publication.pk).update(extra=kept)


def clean_imports(imports):
    for batch in imports.exclude(problems=[]).only("problems").iterator(CHUNK):
        kept = [
            {**problem, "text": ""} if is_private_name(problem.get("field", "")) else problem
            for problem in batch.problems
        ]
        if kept != batch.problems:
            imports.filter(pk=batch.pk).update(problems=kept)


def clean_entries(entries):
    for entry in entries.only("record").iterator(CHUNK):
        extra = entry.record.get("extra") or {}
        kept = without_private(extra)
        if kept != extra:
            entries.filter(pk=entry.pk).update(record={**entry.record, "extra": kept})


def clean_proposals(proposals):
    for proposal in proposals.filter(editor_key="publication").only("content", "base").iterator(CHUNK):
        content, base = without_private_lines(proposal.content), without_private_lines(proposal.base)
        if (content, base) != (proposal.content, proposal.base):
            proposals.filter(pk=proposal.pk).update(content=content, base=base)


def without_private_lines(snapshot):
    """Return a snapshot of the form of a publication, whose extra fields are lines "name = value"."""
    texts = snapshot.get("fields", {}).get("extra")
    if not texts:
        return snapshot
    kept = ["\n".join(line for line in text.splitlines() if not is_private_line(line)) for text in texts]
    kept = [text for text in kept if text]
    before = ["\n".join(text.splitlines()) for text in texts]
    return snapshot if kept == before else {**snapshot, "fields": {**snapshot["fields"], "extra": kept}}


def is_private_line(line):
    name, equals_sign, value = line.partition("=")
    return bool(equals_sign) and is_private(name, value)


def clean_versions(versions):
    recorded = versions.filter(
        content_type__app_label="publications", content_type__model="publication", format="json"
    )
    for version in recorded.only("serialized_data").iterator(CHUNK):
        data = json.loads(version.serialized_data)
        changed = False
        for item in data:
            extra = item["fields"].get("extra")
            if isinstance(extra, dict) and (kept := without_private(extra)) != extra:
                item["fields"]["extra"], changed = kept, True
        if changed:
            text = json.dumps(data, ensure_ascii=False)
            versions.filter(pk=version.pk).update(serialized_data=text)


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0002_import_left_out"),
        ("moderation", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("reversion", "0002_add_index_on_version_for_content_type_and_db"),
    ]

    operations = [migrations.RunPython(remove_private_fields, migrations.RunPython.noop)]
