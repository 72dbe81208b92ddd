"""Read personal homepages and lab sites into plain items: people, publications, news, honors and so on.

`read(path)` returns a `Result`, which `as_json` turns into the JSON of `manage.py import_site`. Nothing here
uses Django or the database, fetches an address, or runs a template of the source.

- `detect`: the kind of a source; `labsites`: lab sites, by the kind of site
- `files`: the text files of a file, folder or .zip, in bounded size and time; `spreadsheets`: XLSX as CSV
- `front_matter`: YAML and TOML, at the top of a page or as a data file
- `navigation`: where menus and links lead
- `jekyll`, `hugo`, `quarto`, `plain_files`: the pages that visitors can reach; `page_files`: what they share
- `collections`: entries with a file each; `data_files`: lists in data files; `cv_data`: a CV in a data file;
  `records`: one entry of either
- `translations`: pages that are translations of each other
- `leftovers`, `acad_homepage`: recognise sample content of templates
- `shortcodes`: papers in shortcodes of Hugo, as HTML; `quarto_markup`: the Markdown of Quarto
- `liquid`, `markup`, `page_tree`, `block_reader`: from a page to `blocks`: headings, paragraphs, list
  items, rows, boxes
- `site_frame`: leaves out menus and banners; `hand_lists`: lists and headings without markup;
  `titled_groups`: entries of several paragraphs
- `pages`: from blocks to items, section by section; `sections`: what a heading announces
- `unplaced`: text of a block that is in no item; `page_fields`: unread texts of front matter
- `publications`, `venues`, `marks`, `paper_details`: papers; `people`, `people_cards`: names and members
- `studies`: degrees; `talks`, `services`, `positions`, `projects`; `entries`: news, honors, and all dates
- `text_parts`: sentences, separators, kinds of links; `runs`: text of one style or link
- `duplicates`: items that a source contains twice
- `pictures`: the picture of each item, of the owner and of a lab; `old_addresses`: former addresses
- `items`: the result of a reader, and its JSON; `reasons`: why a text about the person is in no item
- `dates`: dates and periods in the forms that people write
"""

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from site_readers import detect, duplicates, pictures
from site_readers.files import LIMITS, Limits, Source, UnreadableSourceError, read_source
from site_readers.items import Result

#: The most lines of a paragraph that is not understood.
MAX_LINES = 40

__all__ = ["UnreadableSourceError", "read", "result_of"]


def read(path: Path, limits: Limits = LIMITS) -> Result:
    """Read a homepage or lab site from a file, folder or .zip. Raise UnreadableSourceError if that fails."""
    return result_of(read_source(path, limits))


def result_of(source: Source) -> Result:
    """Return the result of reading the files of a source."""
    kind = detect.kind_of(source)
    result = Result(kind.name)
    kind.read(source, result)
    pictures.complete(source, result)
    duplicates.leave_out(result)
    for name, why in source.refused:
        result.report(name, 0, name, why)
    names = {rest.file for rest in result.not_understood}
    lines = {name: source.files.get(name, "").split("\n") for name in names}  # once for each file
    for rest in result.not_understood:
        rest.raw = _paragraph(lines[rest.file], rest.line)
    return result


def _paragraph(lines: Sequence[str], line: int) -> str:
    """Return the text from this line, counted from 1, to the next empty one."""
    return "\n".join(takewhile(str.strip, lines[line - 1 : line + MAX_LINES] if line else []))
