"""The rows of ``publications.json``: every public publication."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from core.http import absolute
from core.markdown_source import visible_source
from labsite.open_data.linked import keys_of, linked_rows
from labsite.open_data.values import Texts, picture, text_or_none, texts_in, texts_of, urls
from people.models import Lab
from projects.models import Grant, Project
from publications.bylines import Byline
from publications.citing.dates_in_words import date_in_words
from publications.citing.maths import readable_title
from publications.models import Publication

#: Columns that no key of the file needs.
_UNUSED = ("search_text", "funding", "date_key", "created", "updated")

Row = dict[str, Any]


def rows(now: datetime, lab: Lab) -> Iterator[Row]:
    """Yield the public publications, newest first, with one query."""
    publications = Publication.objects.public().newest_first().with_bylines().with_links()
    publications = publications.select_related("venue").annotate(
        topic_rows=linked_rows(
            Publication.topics.through, "publication", "topic", columns=("name", "name_zh")
        ),
        project_rows=linked_rows(
            Project.publications.through, "publication", "project", Project.objects.public()
        ),
        grant_rows=linked_rows(Grant.publications.through, "publication", "grant", Grant.objects.public()),
    )
    return map(_publication, publications.defer(*_UNUSED, "venue__search_text").iterator(chunk_size=500))


def _publication(row: Any) -> Row:
    return {
        "id": row.slug,
        "url": urls(row),
        "kind": row.kind,
        "title": row.title,
        "plain_title": readable_title(row.title),
        "translated_title": row.translated_title or None,
        "language": row.language,
        "authors": [
            {**_name(byline), "equal": byline.is_equal, "corresponding": byline.is_corresponding}
            for byline in row.bylines
        ],
        "more_authors": row.has_more_authors,
        "editors": list(map(_name, row.editor_bylines)),
        "more_editors": row.has_more_editors,
        "venue": _venue(row.venue),
        "date": text_or_none(row.date),
        "date_in_words": _date_in_words(row.date_text),
        "year": row.year,
        "in_press": row.is_in_press,
        **{
            name: getattr(row, name) or None
            for name in ("volume", "number", "pages", "article_number", "publisher")
        },
        "doi": row.doi or None,
        "arxiv": row.arxiv_id or None,
        "abstract": visible_source(row.abstract) or None,
        "award": row.award or None,
        "note": row.note or None,
        "selected": row.is_selected,
        "citations": _citations(row),
        "links": [_link(link) for link in row.link_list],
        "picture": picture(row.teaser),
        "topics": [{"id": topic["slug"], "name": texts_in(topic, "name")} for topic in row.topic_rows],
        "projects": keys_of(row.project_rows),
        "grants": keys_of(row.grant_rows),
        "notices": [
            {"kind": notice.kind, "doi": notice.doi or None, "date": notice.date or None}
            for notice in row.notice_list
        ],
    }


def _name(byline: Byline) -> Row:
    """Return a name as printed, with the person whose public profile it belongs to."""
    return {"name": byline.name, "person": byline.slug or None}


def _venue(venue: Any) -> Row | None:
    if venue is None:
        return None
    return {
        "id": venue.slug,
        "name": venue.name,
        "abbreviation": venue.abbreviation or None,
        "rank": venue.rank or None,
        "url": venue.url or None,
    }


def _date_in_words(text: str) -> Texts:
    if not text:
        return {}
    return texts_of(date_in_words(text, is_chinese=False), date_in_words(text, is_chinese=True))


def _citations(row: Any) -> Row | None:
    if not row.citations:
        return None
    return {"count": row.citations, "date": text_or_none(row.citations_on)}


def _link(link: Any) -> Row:
    return {"kind": link.kind, "label": link.label or None, "url": absolute(link.url)}
