"""Pages of a lab site about joining the lab."""

import re

from site_readers.front_matter import Page
from site_readers.items import Notice, Result
from site_readers.labsites import prose, samples

#: Words at which a page is about openings; "Joint work" and "Compositional models" are not.
_JOIN = re.compile(
    r"(?<![^\W_])(?:join(?:ing)?(?![^\W_])|(?:open|job)?(?:openings?|positions?)(?![^\W_])|opportunit|careers(?![^\W_])"
    r"|vacanc|recruit|apply|hiring|jobs?(?![^\W_]))|招生|招聘|加入",
    re.IGNORECASE,
)


def is_about_openings(text: str) -> bool:
    """Return whether the title or name of a page says that it is about joining the lab."""
    return bool(_JOIN.search(text))


def read_notice(page: Page, title: str, result: Result) -> None:
    """Add a page about openings as a notice."""
    own = [text for _, text in prose.paragraphs(page.body) if not samples.is_text(text)]
    for line, text in prose.paragraphs(page.body, page.body_line):
        if samples.is_text(text):
            result.report(page.name, line, text, samples.WHY)
    if own:
        text = "\n\n".join(own)
        result.add(Notice(title=title, text=text, file=page.name, line=page.body_line, raw=title or text))
