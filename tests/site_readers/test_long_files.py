"""The time that a file takes grows with its length only."""

from site_readers import detect, result_of
from site_readers.detect import Kind
from site_readers.files import Source


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
