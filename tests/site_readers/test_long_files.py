"""The time that a file takes grows with its length only."""

from site_readers import detect, result_of
from site_readers.detect import Kind
from site_readers.files import Source
from site_readers.publications import order


class CountedText(str):
    """A text that counts how often it is split into lines."""

    splits = 0

    def split(self, *args):
        type(self).splits += 1
        return super().split(*args)


def test_file_is_split_into_lines_once_for_all_that_is_not_understood(monkeypatch):
    def report_each_line(source, result):
        for line in range(1, 51):
            result.report("a.md", line, "text", "why")

    text = CountedText("\n".join(f"line {line}\n" for line in range(1, 26)))
    monkeypatch.setattr(detect, "kind_of", lambda source: Kind("plain", bool, report_each_line))
    result = result_of(Source("a.md", {"a.md": text}))
    assert [rest.raw for rest in result.not_understood[:3]] == ["line 1", "", "line 2"]
    assert CountedText.splits == 1


def test_page_on_one_line_is_read():
    picture = f'<img src="data:image/png;base64,{"A" * 30_000}">'
    prizes = "".join(f"<li>{2000 + number}, Prize of Map {number}</li>" for number in range(25))
    page = f"<html><body><h1>Ann Lee</h1>{picture}<h2>Awards</h2><ul>{prizes}</ul></body></html>"
    result = result_of(Source("site", {"index.html": page}))

    assert len(result.honors) == 25
    assert {honor.raw for honor in result.honors if honor.date == "2003"} == {
        "<li>2003, Prize of Map 3\n</li>"
    }


def test_title_is_looked_for_in_the_first_parts_of_a_long_line_only(monkeypatch):
    """Reading the rest of the line at each of its full stops would take minutes for some thousand of them."""
    calls = []

    def leading_authors(text):
        calls.append(text)
        return [], text

    monkeypatch.setattr(order, "leading_authors", leading_authors)
    page = f"# Ann Lee\n\n## Publications\n\n- {'A. ' * 300}\n"
    result_of(Source("site", {"_pages/about.md": page}))
    assert 0 < len(calls) <= 3 * order.MAX_PARTS_OF_TITLE
