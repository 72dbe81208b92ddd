"""Writing the files of a site all at once or not at all."""

import multiprocessing
import os
import signal
from unittest.mock import Mock

import pytest

from labsite.publishing import mirroring
from labsite.publishing.failures import CannotPublish
from labsite.publishing.releases import Folder, Release


def write(folder, files, processes=1):
    with folder.lock():
        release = folder.start(processes)
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


@pytest.mark.parametrize("lists_inodes", [True, False])
def test_each_release_that_is_kept_has_its_own_files(tmp_path, monkeypatch, lists_inodes):
    monkeypatch.setattr(mirroring, "_has_true_inodes", lambda folder: lists_inodes)
    contents = [
        {"a": b"1", "b/c": b"1", "same/x": b"x"},
        {"a/d": b"2", "b/c": b"1", "same/x": b"x"},
        {"a/d": b"3", "b": b"3", "same/x": b"x"},
        {"a": b"1", "b/c": b"4", "same/x": b"x"},
    ] * 3
    for files in contents:
        write(Folder(tmp_path), files)
    for number in range(8, 13):
        folder = tmp_path / "releases" / str(number)
        assert {name: (folder / name).read_bytes() for name in names(folder)} == contents[number - 1]
    assert len(list((tmp_path / "releases").iterdir())) == 5


def test_nothing_is_written_where_a_link_leads(tmp_path):
    outside, folder = tmp_path / "outside", tmp_path / "site"
    outside.mkdir()
    (outside / "index.html").write_text("Mine")
    (tmp_path / "real").mkdir()
    folder.symlink_to(tmp_path / "real")
    write(Folder(folder, in_place=True), {"index.html": b"1"})
    (folder / "people").symlink_to(outside)
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(outside / "index.html")
    (folder / "news.atom").symlink_to(outside)
    files = {"index.html": b"2", "people/index.html": b"2", "news.atom": b"2"}
    write(Folder(folder, in_place=True), files)
    assert (outside / "index.html").read_text() == "Mine"
    assert (folder / "people/index.html").read_text() == "2"


def test_release_to_which_the_operator_has_gone_back_is_served_until_the_next_one(tmp_path, monkeypatch):
    for number in range(5):
        write(Folder(tmp_path), {f"{number}.html": b"old", "same.css": b"same"})
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to("releases/1")
    assert not Folder(tmp_path).is_as_published()
    with monkeypatch.context() as patch:
        patch.setattr(Release, "move_to", Mock(side_effect=OSError("The disk is full.")))
        with pytest.raises(OSError, match="full"):
            write(Folder(tmp_path), {"new.html": b"new", "same.css": b"same"})
    assert names(tmp_path / "current") == {"0.html", "same.css"}
    write(Folder(tmp_path), {"new.html": b"new", "same.css": b"same"})
    assert names(tmp_path / "current") == {"new.html", "same.css"}
    assert Folder(tmp_path).is_as_published()
    assert {path.name for path in tmp_path.iterdir()} == {
        ".labsite.json",
        ".labsite.lock",
        "current",
        "releases",
    }


def test_old_release_is_brought_up_to_date_in_a_process_of_its_own(tmp_path, monkeypatch):
    folder = Folder(tmp_path)
    write(folder, {"a.html": b"1", "same/b.css": b"b"}, processes=2)
    write(folder, {"a.html": b"2", "same/b.css": b"b"}, processes=2)
    assert names(tmp_path / "current") == {"a.html", "same/b.css"}
    monkeypatch.setattr(mirroring, "mirror", Mock(side_effect=OSError("The disk is full.")))
    with pytest.raises(OSError, match="full"):
        write(folder, {"a.html": b"3", "same/b.css": b"b"}, processes=2)
    assert (tmp_path / "current/a.html").read_bytes() == b"2"


def test_no_process_of_a_killed_publisher_stays_and_keeps_the_folder_locked(tmp_path):
    (tmp_path / "goal").mkdir()
    deep = (tmp_path / "source").joinpath(*["n" * 240] * 8)
    deep.mkdir(parents=True)
    for number in range(40):  # a pipe does not take all of their names
        (deep / f"{number}.html").touch()
    context = multiprocessing.get_context("fork")
    reader, writer = context.Pipe(duplex=False)

    def publish():
        mirroring.Mirroring(tmp_path / "source", tmp_path / "goal", in_background=True)
        os.kill(os.getpid(), signal.SIGKILL)

    publisher = context.Process(target=publish)
    publisher.start()
    publisher.join()
    writer.close()
    assert reader.poll(5)  # no process has the other end any more


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


def test_folder_whose_first_release_was_interrupted_is_still_ours(tmp_path, monkeypatch):
    switch = Folder._switch
    with monkeypatch.context() as patch:
        patch.setattr(Folder, "_switch", lambda *args: (switch(*args), 1 / 0))
        with pytest.raises(ZeroDivisionError):
            write(Folder(tmp_path), {"index.html": b"1"})
    assert not Folder(tmp_path).is_as_published()
    write(Folder(tmp_path), {"index.html": b"2"})
    assert (tmp_path / "current/index.html").read_bytes() == b"2"


@pytest.mark.parametrize("name", ["../outside.html", "a/../../outside.html"])
def test_no_file_is_written_outside_of_the_folder(tmp_path, name):
    folder = Folder(tmp_path / "site")
    for content in (None, b"0", b"1"):  # of a file that is there already
        if content:
            (tmp_path / "outside.html").write_bytes(content)
        with folder.lock(), pytest.raises(CannotPublish):
            folder.start().write(name, b"1")
        assert [path.read_bytes() for path in tmp_path.glob("*.html")] == [content][: bool(content)]


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
