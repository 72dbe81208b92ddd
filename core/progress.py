"""The progress of a long command, as a bar on a terminal."""

import time
from collections.abc import Callable
from typing import Any

#: Takes what is being done, how much of it is done, and how much there is.
Report = Callable[[str, int, int], None]


def report_nothing(text: str, done: int, total: int) -> None:
    """Take a report of progress, and show nothing."""


class ProgressBar:
    """A bar in the last line of a terminal; nothing if the output is something else."""

    WIDTH = 40
    #: Seconds between two changes of the bar.
    PAUSE = 0.1

    def __init__(self, stream: Any) -> None:
        """``stream`` is that of a command, such as ``self.stderr``."""
        self.stream, self.is_terminal = stream, stream.isatty()
        self._text, self._next = "", 0.0

    def report(self, text: str, done: int, total: int) -> None:
        if not self.is_terminal or (done < total and text == self._text and time.monotonic() < self._next):
            return
        if self._text not in ("", text):
            self.finish()
        self._text, self._next = text, time.monotonic() + self.PAUSE
        filled = self.WIDTH * done // max(total, 1)
        bar = "█" * filled + "░" * (self.WIDTH - filled)
        self._write(f"\r{bar} {100 * done // max(total, 1):3} % {text}")

    def finish(self) -> None:
        """Go on to the next line, if there is a bar."""
        if self._text:
            self._write("\n")
            self._text = ""

    def _write(self, text: str) -> None:
        self.stream.write(text, style_func=str, ending="")  # str: not in red like errors
        self.stream.flush()
