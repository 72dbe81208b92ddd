"""Writing the files of a site all at once or not at all."""

import pytest

from labsite.publishing.releases import CannotPublish, Folder


def write(folder, files):
    with folder.lock():
        release = folder.start()
        for name, content in files.items():
            release.write(name, content)
        return folder.finish(release, {})


def names(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_only_the_last_releases_are_kept(tmp_path):
    for number in range(7):
        write(Folder(tmp_path), {"index.html": str(number).encode()})
    assert {path.name for path in (tmp_path / "releases").iterdir()} == {"3", "4", "5", "6", "7"}
    assert (tmp_path / "current").resolve().name == "7"
    assert (tmp_path / "current/index.html").read_text() == "6"


def test_unchanged_file_takes_no_space_in_the_next_release(tmp_path):
    for text in (b"1", b"2"):
        write(Folder(tmp_path), {"index.html": text, "same.css": b"same"})
    assert (tmp_path / "releases/1/same.css").samefile(tmp_path / "releases/2/same.css")
    assert not (tmp_path / "releases/1/index.html").samefile(tmp_path / "releases/2/index.html")


def test_file_changed_within_a_second_gets_a_later_one(tmp_path):
    times = []
    for text in (b"1", b"2", b"3"):
        write(Folder(tmp_path), {"index.html": text})
        times.append(int((tmp_path / "current/index.html").stat().st_mtime))
    assert times == sorted(set(times))


@pytest.mark.parametrize("in_place", [False, True])
def test_file_may_become_a_folder_and_back(tmp_path, in_place):
    for files in ({"a": b"1"}, {"a/b": b"2"}, {"a": b"3"}):
        write(Folder(tmp_path, in_place), files)
        site = tmp_path if in_place else tmp_path / "current"
        assert {name for name in names(site) if not name.startswith((".", "releases"))} == files.keys()


def test_what_an_interrupted_release_left_is_removed(tmp_path):
    folder = Folder(tmp_path)
    with folder.lock():
        folder.start().write("left.html", b"1")
    write(folder, {"index.html": b"1"})
    assert names(tmp_path / "current") == {"index.html"}
    assert not list(tmp_path.rglob("left.html"))


@pytest.mark.parametrize("name", ["../outside.html", "a/../../outside.html"])
def test_no_file_is_written_outside_of_the_folder(tmp_path, name):
    folder = Folder(tmp_path / "site")
    with folder.lock(), pytest.raises(CannotPublish):
        folder.start().write(name, b"1")
    assert not (tmp_path / "outside.html").exists()


def test_own_files_of_others_survive_a_site_in_place(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "CNAME").write_text("lab.example.edu")
    write(Folder(tmp_path, in_place=True), {"index.html": b"1", "old/index.html": b"1"})
    write(Folder(tmp_path, in_place=True), {"index.html": b"2"})
    assert (tmp_path / ".git").is_dir() and (tmp_path / "CNAME").exists()
    assert not (tmp_path / "old").exists()


def test_folder_is_published_in_one_way(tmp_path):
    write(Folder(tmp_path), {"index.html": b"1"})
    with pytest.raises(CannotPublish, match="without --in-place"):
        write(Folder(tmp_path, in_place=True), {"index.html": b"2"})


def test_two_publishers_do_not_write_at_once(tmp_path):
    with Folder(tmp_path).lock(), pytest.raises(CannotPublish, match="Another process"):
        write(Folder(tmp_path), {"index.html": b"1"})
