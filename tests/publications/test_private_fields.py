"""What reference managers keep for their owner is neither stored nor published."""

import json
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from reversion.models import Version

from moderation import revisions
from moderation.models import Proposal
from publications import bibtex, citing, importing
from publications.bibtex.private_fields import is_private, is_private_name
from publications.forms import ExtraField
from publications.models import Import, Publication
from publications.references import references
from publications.stored_entries import entry_to_data
from tests import factories

SECRET = "not for others"
PRIVATE_NAMES = [
    *("file", "annote", "annotation", "review", "comment", "owner", "groups", "timestamp", "readstatus"),
    *("priority", "ranking", "rating", "date-added", "date-modified", "mendeley-groups", "mendeley-tags"),
    *("bdsk-url-1", "bdsk-file-2", "local-url", "localfile", "qualityassured", "relevance", "printed"),
    *("creationdate", "modificationdate", "comment-ada", "collections", "citavi-id", "readcube_id", "file2"),
    *("notes", "mynote", "my-notes", "private-note", "private_notes", "privatecomment", "note-private"),
    *(
        "internal_comment",
        "reviewnote",
        "remark",
        "todo",
        "read-status",
        "reading-status",
        "flagged",
        "usera",
    ),
    *("paperpile-folders", "sciwheel-projects", "endnote-id", "file_path", "localpath", "highlights"),
    *("File", "Date_Added", "x-file", "privnote", "citeulike-article-id", "__markedentry"),
]
PUBLIC_NAMES = ["note", "keywords", "abstract", "series", "address", "edition", "lccn", "urldate", "editor"]
PUBLIC_NAMES += ["status", "pubstate", "addendum", "library", "privilege", "bibsource", "collection"]
LOCAL_PATHS = [
    *("/home/ada/Papers/engines.pdf", "/Users/ada/engines.pdf", "C:\\Users\\ada\\engines.pdf"),
    *(
        "file:///home/ada/engines.pdf",
        ":C\\:/ada/engines.pdf:PDF",
        "~/engines.pdf",
        "\\\\server\\engines.pdf",
    ),
    *("papers3://publication/uuid/1", "zotero://select/items/1"),
]


@pytest.mark.parametrize("name", PRIVATE_NAMES)
def test_field_for_the_owner_is_private(name):
    assert is_private_name(name)


@pytest.mark.parametrize("name", PUBLIC_NAMES)
def test_field_about_the_work_is_public(name):
    assert not is_private(name, "a value")


@pytest.mark.parametrize("path", LOCAL_PATHS)
def test_path_on_a_computer_is_private_in_any_field(path):
    assert is_private("pdf", path)


@pytest.mark.parametrize("name", ["pdf", "ps", "attachments", "path", "PDF2"])
def test_name_of_a_file_is_private_and_a_web_address_is_not(name):
    assert is_private(name, "Engines 2020.pdf")
    assert not is_private(name, "https://example.org/engines.pdf")


@pytest.mark.parametrize("value", ["https://example.org/home/a.pdf", "Vol. 3: home", "a/b", "file systems"])
def test_other_values_are_public(value):
    assert not is_private("howpublished", value)


def entry_with(names=PRIVATE_NAMES):
    fields = "".join(f",\n {name} = {{{SECRET} {index}}}" for index, name in enumerate(names))
    public = "title = {On Engines}, author = {Ada Example}, year = 2020, shelf = {7b}"
    return bibtex.parse(f"@article{{k, {public}{fields}}}")


def test_parser_leaves_private_fields_out_and_names_them():
    (entry,) = entry_with(["file", "annote"]).entries
    assert entry.extra == {"shelf": "7b"}
    assert entry.left_out == ("file", "annote")


def test_stored_entry_and_its_problems_hold_no_private_text():
    fields = f"file={{\\unknownmacro{{{SECRET}}}}}, annote={{a}}, annote={{{SECRET}}}"
    result = bibtex.parse(f"@article{{k, title={{T}}, year=2020, {fields}}}")
    assert {problem.field for problem in result.problems} >= {"annote"}
    assert SECRET not in json.dumps([entry_to_data(entry) for entry in result.entries])
    assert not any(SECRET in problem.text for problem in result.problems)


@pytest.mark.django_db
def test_no_private_field_reaches_a_publication_or_an_export():
    (paper,) = importing.save_new(importing.plan(entry_with().entries), by=None)
    assert paper.extra == {"shelf": "7b"}
    rows = list(references(Publication.objects.all()))
    exports = citing.bibtex(rows) + citing.ris(rows) + json.dumps(citing.csl_json(rows))
    assert "7b" in exports and SECRET not in exports


@pytest.mark.django_db
def test_private_field_that_is_stored_nevertheless_is_not_exported():
    factories.publication("On Engines", extra={"annote": SECRET, "shelf": "7b"})
    text = citing.bibtex(references(Publication.objects.all()))
    assert "7b" in text and SECRET not in text


@pytest.mark.django_db
def test_page_of_an_import_says_what_was_left_out(pi):
    text = "@misc{a, title={A}, year=2020, file={x}}\n@misc{b, title={B}, year=2020, file={y}, groups={z}}"
    response = pi.post("/me/publications/import/", {"text": text}, follow=True)
    assert Import.objects.get().left_out == {"file": 2, "groups": 1}
    page = " ".join(response.content.decode().split())
    assert "<code>file</code> (2), <code>groups</code> (1)" in page


@pytest.mark.django_db
def test_page_of_an_import_without_private_fields_does_not_mention_them(pi):
    response = pi.post("/me/publications/import/", {"text": "@misc{a, title={A}, year=2020}"}, follow=True)
    assert "Left out" not in response.content.decode()


@pytest.mark.django_db
def test_command_says_what_was_left_out(tmp_path, capsys):
    path = tmp_path / "own.bib"
    path.write_text("@misc{a, title={A}, author={Ada Example}, year=2020, file={x}, groups={z}}")
    call_command("import_bibtex", path)
    assert "own.bib: private fields left out: file (1), groups (1)." in capsys.readouterr().out


def test_typed_private_field_is_refused_with_its_name():
    with pytest.raises(Exception, match="“File” is a private field"):
        ExtraField(required=False).clean("shelf = 7b\nFile = engines.pdf")
    with pytest.raises(Exception, match="a path on a computer"):
        ExtraField(required=False).clean("pdf = /home/ada/engines.pdf")


@pytest.mark.django_db
def test_migration_cleans_what_was_stored(admin_user):
    stored = {"annote": SECRET, "pdf": f"/home/ada/{SECRET}.pdf", "shelf": "7b"}
    paper = factories.publication("On Engines", extra=stored)
    with revisions.record(None):
        revisions.add(paper)
    lines = f"annote = {SECRET}\nshelf = 7b"
    snapshot = {"fields": {"title": ["T"], "extra": [lines]}, "rows": {}}
    untouched = {"fields": {"title": ["T"], "extra": ["shelf = 7b\r\nlccn = 1"]}, "rows": {}}
    Proposal.objects.create(editor_key="publication", author=admin_user, content=snapshot, base=untouched)
    problems = [{"line": 1, "code": "duplicate_field", "key": "k", "field": "annote", "text": SECRET}]
    batch = Import.objects.create(by=admin_user, source="own.bib", problems=problems)
    batch.entries.create(position=1, record={"title": "T", "extra": stored}, verdict="new")

    migration = import_module("publications.migrations.0003_remove_private_fields")
    with connection.cursor():
        migration.remove_private_fields(apps, type("Editor", (), {"connection": connection}))

    proposal, version = Proposal.objects.get(), Version.objects.get_for_object(paper).get()
    assert Publication.objects.get().extra == {"shelf": "7b"}
    assert json.loads(version.serialized_data)[0]["fields"]["extra"] == {"shelf": "7b"}
    assert proposal.content["fields"] == {"title": ["T"], "extra": ["shelf = 7b"]}
    assert proposal.base == untouched
    batch.refresh_from_db()
    assert batch.problems == [{**problems[0], "text": ""}]
    assert batch.entries.get().record == {"title": "T", "extra": {"shelf": "7b"}}


@pytest.mark.django_db
@pytest.mark.parametrize("extension", ["bib", "ris", "json"])
def test_comment_in_an_abstract_is_not_exported(client, extension):
    factories.publication("On Engines", abstract="Steam.\n\n[//]: # (ask Ada first)\n")
    text = client.get(f"/publications/on-engines.{extension}").content.decode()
    assert "Steam." in text and "ask Ada" not in text
