import zipfile

import pytest

from site_readers import UnreadableSourceError
from site_readers.files import Limits, read_source


def zip_of(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_file_folder_and_zip_give_the_same_text(tmp_path):
    (tmp_path / "site").mkdir()
    page = tmp_path / "site" / "index.md"
    page.write_bytes("\ufeff# Liú\r\nText\r".encode())
    packed = zip_of(tmp_path / "site.zip", {"ann-main/index.md": page.read_bytes()})
    for path in (page, page.parent, packed):
        assert read_source(path).files == {"index.md": "# Liú\nText\n"}


def test_chinese_encoding_is_recognised(tmp_path):
    (tmp_path / "a.md").write_bytes("国家奖学金".encode("gb18030"))
    assert read_source(tmp_path).files == {"a.md": "国家奖学金"}


def test_pictures_are_named_and_not_read(tmp_path):
    source = read_source(zip_of(tmp_path / "a.zip", {"index.md": "x", "images/me.jpg": b"\xff\xd8"}))
    assert source.others == {"images/me.jpg"}


@pytest.mark.parametrize("name", ["../index.md", "/etc/index.md", "C:\\index.md", "a\x1b.md"])
def test_name_that_leaves_the_zip_is_refused(tmp_path, name):
    source = read_source(zip_of(tmp_path / "a.zip", {"index.md": "x", name: "y"}))
    assert source.files == {"index.md": "x"}
    assert [why for refused, why in source.refused] == ["The name is not a path inside the .zip."]


def test_link_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "secret.md").write_text("not yours")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.md").write_text("x")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    source = read_source(folder)
    assert source.files == {"index.md": "x"}
    assert source.refused == [("link.md", "The file lies outside the folder.")]


def test_densely_packed_file_is_refused(tmp_path):
    source = read_source(zip_of(tmp_path / "a.zip", {"index.md": "x", "bomb.md": "0" * 3_000_000}))
    assert source.files == {"index.md": "x"}
    assert [name for name, why in source.refused] == ["bomb.md"]


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(files=1), "more than 1 files"),
        (Limits(total_size=3), "larger than"),
        (Limits(seconds=-1), "more than -1 seconds"),
    ],
)
def test_source_beyond_a_limit_is_refused_with_a_message(tmp_path, limits, message):
    with pytest.raises(UnreadableSourceError, match=message):
        read_source(zip_of(tmp_path / "a.zip", {"a.md": "one", "b.md": "two"}), limits)


def test_large_file_is_named_in_a_folder_and_refused_alone(tmp_path):
    (tmp_path / "a.md").write_text("long")
    (tmp_path / "b.md").write_text("x")
    source = read_source(tmp_path, Limits(file_size=2))
    assert source.files == {"b.md": "x"}
    assert [name for name, why in source.refused] == ["a.md"]
    with pytest.raises(UnreadableSourceError, match="larger than"):
        read_source(tmp_path / "a.md", Limits(file_size=2))


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"PK\x05\x06" + b"\0" * 18])
def test_broken_or_empty_zip_is_refused_with_a_message(tmp_path, data):
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(UnreadableSourceError):
        read_source(path)
