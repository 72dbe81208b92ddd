"""The publications of the lab website template: `_data/citations.yaml`, or `sources.yaml` without it."""

import re

from site_readers import front_matter
from site_readers.files import Source
from site_readers.front_matter import BadDataError, Mapping, is_true
from site_readers.items import Publication, Result
from site_readers.labsites import links, papers, samples
from site_readers.labsites.fields import Fields, as_text


def read(source: Source, result: Result, orcids: set[str], is_shown: bool) -> None:
    """Add the citations, or name them if no page shows them. ``orcids`` are those of the members."""
    collector = papers.Collector(result)
    name = next((one for one in ("_data/citations.yaml", "_data/citations.yml") if one in source.files), "")
    records = data_of(source, result, name) if name else None
    if not isinstance(records, list):
        name = next((one for one in ("_data/sources.yaml", "_data/sources.yml") if one in source.files), "")
        records = data_of(source, result, name) if name else []
    for record in records if isinstance(records, list) else []:
        if isinstance(record, Mapping) and not is_shown:
            text = as_text(record.get("title") or record.get("id"))
            result.report(name, record.line, text, "No page shows this list, left out.")
        elif isinstance(record, Mapping) and not is_true(record.get("remove")):
            _read_citation(record, name, result, collector, orcids)


def _read_citation(
    record: Mapping, file: str, result: Result, collector: papers.Collector, orcids: set[str]
) -> None:
    fields = Fields(record, file)
    identifier = fields.text("id")
    title = papers.plain(fields.text("title"))
    doi = links.doi_link(identifier)
    if samples.is_citation(record, identifier.partition("doi:")[2], orcids):
        result.report(file, record.line, title or identifier, samples.WHY)
        return
    if not title:
        result.report(
            file,
            record.line,
            identifier or as_text(record),
            "A publication without a title; look the identifier up.",
        )
        return
    paper = Publication(
        title=title, venue=papers.plain(fields.text("publisher", "journal", "venue")), file=file
    )
    paper.line, paper.raw = record.line, title
    papers.set_authors(fields, paper, collector)
    papers.set_date(paper, fields.text("date"), is_padded=True)
    links.add_link(paper.links, doi)
    address = fields.text("link")
    # The template shortens DOIs: https://doi.org/gmf2s7 leads to the same page as the identifier.
    if doi is None or not re.match(r"https://doi\.org/[a-z0-9]+$", address):
        links.add_link(paper.links, links.paper_link("link", address))
    if identifier.startswith("arxiv:"):
        links.add_link(paper.links, links.paper_link("arxiv", f"https://arxiv.org/abs/{identifier[6:]}"))
    fields.values.pop("link", None)
    fields.skip(["orcid", "term", "gsid"])
    papers.read_links(fields, paper, result)
    collector.add(paper)
    fields.report_rest(result)


def data_of(source: Source, result: Result, *names: str) -> object:
    """Return the content of the first of these data files that there is, or None."""
    for name in names:
        if name in source.files:
            try:
                return front_matter.load_data(name, source.files[name])
            except BadDataError as error:
                result.report(name, error.line, source.files[name][:300], f"The file cannot be read: {error}")
                return None
    return None
