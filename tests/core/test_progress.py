"""The progress of a long command."""

from io import StringIO

from django.core.management.base import OutputWrapper

from core.progress import ProgressBar


class Terminal(StringIO):
    def isatty(self):
        return True


def test_terminal_shows_one_bar_for_each_part_of_the_work():
    terminal = Terminal()
    bar = ProgressBar(OutputWrapper(terminal))
    for text in ("of the tables", "of the files"):
        for done in (0, 1, 2):
            bar.report(text, done, 2)
    bar.finish()
    lines = terminal.getvalue().split("\n")
    assert [line.rpartition("\r")[2] for line in lines] == [
        f"{'█' * 40} 100 % of the tables",
        f"{'█' * 40} 100 % of the files",
        "",
    ]
    assert "  0 % of the files" in lines[1]
    assert " 50 % " not in lines[1]  # too soon after the one before


def test_other_output_shows_nothing():
    output = StringIO()
    bar = ProgressBar(OutputWrapper(output))
    bar.report("of the files", 1, 2)
    bar.finish()
    assert output.getvalue() == ""
