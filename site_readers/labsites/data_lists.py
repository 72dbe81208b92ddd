"""Publications and news in lists of the data files of Jekyll sites."""

import re
from pathlib import PurePosixPath

from site_readers import dates, front_matter
from site_readers.files import Source
from site_readers.front_matter import BadDataError, Mapping
from site_readers.items import News, Result
from site_readers.labsites import papers, prose, samples
from site_readers.labsites.fields import Fields

_PAPERS = re.compile(
    r"^_data/(?:publications?|pubs?|papers?|publist|publication_list)(?:[_-]?\d{4}\w*)?\.(?:ya?ml|json)$"
)
_NEWS = re.compile(r"^_data/(?:news|announcements)\.(?:ya?ml|json)$")


def read(source: Source, result: Result, collector: papers.Collector) -> None:
    """Add the publications and the news of data files with such names."""
    for name in sorted(source.files):
        is_news = bool(_NEWS.match(name))
        if not is_news and not _PAPERS.match(name):
            continue
        try:
            data = front_matter.load_data(name, source.files[name])
        except BadDataError as error:
            result.report(name, error.line, source.files[name][:300], f"The file cannot be read: {error}")
            continue
        for record in data if isinstance(data, list) else []:
            if isinstance(record, Mapping):
                fields = Fields(record, name)
                if is_news:
                    _read_headline(fields, result)
                else:
                    papers.read_record(fields, collector)
                fields.report_rest(result)


def names(source: Source) -> frozenset[str]:
    """Return the names, without extension, of the data files that `read` reads."""
    return frozenset(
        PurePosixPath(name).stem for name in source.files if _NEWS.match(name) or _PAPERS.match(name)
    )


def _read_headline(fields: Fields, result: Result) -> None:
    if samples.is_news(fields.text("headline")):
        result.report(fields.file, fields.first_line, fields.everything(), samples.WHY)
        fields.skip(list(fields.values))
        return
    title = prose.without_html(fields.text("title", "headline"))
    body = prose.without_html(prose.clean(fields.text("text", "content", "description", "body", "news")))
    text = "\n\n".join(dict.fromkeys(filter(None, (title, body))))
    periods = dates.find_periods(fields.text("date", "year"))
    address = fields.text("link", "url")
    if address.startswith("http") and address not in text:
        text += f"\n\n<{address}>"
    elif address:
        result.report(fields.file, fields.first_line, address, "A file of the site, not a web address.")
    if text:
        day = periods[0][0].date if periods else ""
        result.add(News(date=day, text=text, file=fields.file, line=fields.first_line, raw=text))
