"""Our own readers read the exports that `make interop` gives to other programs."""

import pytest

from tests.interop import publications
from tests.interop.comparison import Report, load_known
from tests.interop.exports import write_exports
from tests.interop.readers import own_readers

FACTS = publications.load()
MEANINGS = {key: publications.meaning(key, facts) for key, facts in FACTS.items()}


@pytest.mark.parametrize("reader", list(own_readers()), ids=lambda reader: reader.name)
def test_own_reader_reads_what_was_meant(reader, tmp_path):
    write_exports(FACTS, tmp_path)
    report = Report(FACTS, load_known())
    report.add(reader, MEANINGS, reader.read(tmp_path / f"export.{reader.export}"))
    assert report.unknown == {}
    assert report.vanished() == []


def test_value_that_a_program_reads_otherwise_is_reported(tmp_path):
    reader = next(own_readers())
    write_exports(FACTS, tmp_path)
    read = dict(reader.read(tmp_path / "export.bib"))
    read["full"] = read["full"] | {"venue": "Another"}
    report = Report(FACTS, load_known())
    report.add(reader, MEANINGS, read)
    [difference] = report.unknown[reader.name]
    assert (difference.key, difference.field, difference.read) == ("full", "venue", "Another")


def test_known_difference_that_no_longer_exists_is_reported():
    report = Report(FACTS, load_known())
    reader = next(own_readers())
    report.add(reader, MEANINGS, MEANINGS)
    assert any("plain-thesis" in line for line in report.vanished())
