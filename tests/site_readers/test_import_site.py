"""The command: what it writes and what it refuses."""

import json
import zipfile

import pytest
from django.core.management import CommandError, call_command

SECTIONS = [
    *"people teams publications news honors education talks service affiliations notices projects".split(),
    *("grants", "not_understood"),
]


def test_command_writes_every_section_as_json(tmp_path):
    (tmp_path / "index.md").write_text("Some text\n")
    call_command("import_site", tmp_path / "index.md", "--dry-run", "--json", tmp_path / "out.json")
    data = json.loads((tmp_path / "out.json").read_text())
    assert list(data) == ["kind", *SECTIONS]
    assert [rest["text"] for rest in data["not_understood"]] == ["Some text"]


def test_command_prints_the_counts(tmp_path, capsys):
    (tmp_path / "index.md").write_text("Some text\n")
    call_command("import_site", tmp_path)
    assert "     1  not understood" in capsys.readouterr().out


def test_missing_source_is_an_error_with_a_message(tmp_path):
    with pytest.raises(CommandError, match="There is no file or folder"):
        call_command("import_site", tmp_path / "nothing", "--dry-run")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--json", "nowhere/out.json"], "nowhere/out.json could not be written: No such file"),
        (["--left", "yesterday"], "--left is 'yesterday'. Write a date such as 2023"),
    ],
)
def test_wrong_option_is_an_error_with_a_message(tmp_path, options, message):
    (tmp_path / "index.md").write_text("Some text\n")
    with pytest.raises(CommandError, match=message):
        call_command("import_site", tmp_path / "index.md", *options)


def test_lab_site_in_a_zip_is_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as archive:
        for name in ("ann", "bo"):
            archive.writestr(
                f"lab-main/_members/{name}.md", f"---\nname: {name.title()} Li\nrole: phd\n---\n"
            )
        archive.writestr("lab-main/_data/types.yaml", "phd: {description: PhD student}\n")
    call_command("import_site", tmp_path / "site.zip", "--dry-run", "--json", tmp_path / "out.json")
    data = json.loads((tmp_path / "out.json").read_text())
    assert data["kind"] == "greenelab"
    assert [(one["name"], one["role"], one["status"]) for one in data["people"]] == [
        ("Ann Li", "phd", "current"),
        ("Bo Li", "phd", "current"),
    ]
