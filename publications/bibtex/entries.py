"""Turn the LaTeX fields of an entry into plain values: authors, date, venue, identifiers."""

import re

from publications.citing import cleaning, split_notices
from publications.citing.registry import Funding, is_funding_list, merged_funding, read_funding

from .dates import Date, is_uncertain, is_without_number, parse_date, season_date
from .entry import Entry
from .entry_fields import EntryFields
from .identifiers import ARXIV_ID, DOI, arxiv_id_in_doi, arxiv_id_in_url, doi_in_url
from .inheritance import RawEntry
from .keywords import read_keywords
from .languages import language_tag
from .latex import verbatim_text
from .names import AuthorList, apply_annotation, parse_authors, with_japanese_names
from .pages import ARTICLE_NUMBER_FIELDS, Position, read_position
from .private_fields import is_private
from .problems import Problem
from .publication_state import is_in_press, mentions_press
from .remarks import Remarks, is_access_date, read_remarks
from .resources import LINK_FIELDS
from .titles import TRANSLATED_TITLE_FIELDS, split_languages, with_subtitle
from .venue_fields import ARXIV_MENTION, read_venue

#: The type of a work by entry type, where no field gives it.
_TYPE_OF_ENTRY = {
    "standard": "Standard",
    "newspaper": "Newspaper article",
    "newsarticle": "Newspaper article",
    "map": "Map",
    "mastersthesis": "Master's thesis",
    "masterthesis": "Master's thesis",
    "bachelorsthesis": "Bachelor's thesis",
    "bachelorthesis": "Bachelor's thesis",
}
_VERSION = re.compile(r"v\d+$")
_DIGITS = re.compile(r"\d")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
# Fields that refer to other entries. Their values are not data about the publication.
_CROSS_REFERENCES = frozenset(("crossref", "xdata"))


def build_entry(raw: RawEntry, problems: list[Problem], inherited: dict[str, str]) -> Entry:
    """Convert an entry from LaTeX to plain values and append its problems to `problems`.

    `inherited` is a cache to be shared between calls: plain text by LaTeX of inherited values, which many
    entries have in common.
    """
    return _EntryBuilder(raw, problems, inherited).entry()


class _EntryBuilder(EntryFields):
    """Converts one entry.

    Each method named after an attribute of `Entry` returns the value of that attribute, and adds the fields
    it has read to `used_fields`, so that only the other fields go into `extra`.
    """

    season: str = ""  # a date such as "2025-21", which no number stands for

    def entry(self) -> Entry:
        raw = self.raw
        if not raw.own:
            self.report("empty_entry", "")
        authors, editors = self.authors(), self.editors()
        doi, arxiv_id, url = self.identifiers()
        position = self.position()
        remarks = self.remarks(has_appeared=bool(position.volume or position.pages))
        note, notices = split_notices(remarks.note)
        venue = read_venue(self, url, arxiv_id, doi, position)
        is_in_press = self.is_in_press() or remarks.is_in_press
        (year, month, day), has_other_year = self.date(is_in_press)
        title, translated_title = self.titles()
        if raw.own and not title:
            self.report("no_title", "")
        if raw.is_parent and not authors.authors:
            self.report("volume_of_others", "", title)
        if raw.own and year is None and not has_other_year and not is_in_press:
            self.report("no_year", "")
        isbn, issn = self.serial_numbers()
        language = self.language()
        return Entry(
            key=raw.key,
            type=raw.type,
            line=raw.line,
            title=title,
            translated_title=translated_title,
            authors=with_japanese_names(authors.authors, language, title),
            has_others=authors.has_others,
            editors=with_japanese_names(editors.authors, language, title),
            has_more_editors=editors.has_others,
            year=year,
            month=month,
            day=day,
            is_in_press=is_in_press,
            **venue._asdict(),
            **position._asdict(),
            doi=doi,
            arxiv_id=arxiv_id,
            isbn=isbn,
            issn=issn,
            url=url,
            pdf=self.http_url("pdf"),
            links=self.links(url),
            is_selected=self.is_selected(),
            abstract=self.first_of("abstract"),
            keywords=self.keywords(),
            language=language,
            award=remarks.award,
            funding=self.funding(),
            note=note,
            notices=notices,
            is_parent=raw.is_parent and not authors.authors,
            fields=self.fields,
            raw=raw.own,
            extra=self.extra(),  # once all other fields have been used
            left_out=tuple(self.left_out),
        )

    def identifiers(self) -> tuple[str, str, str]:
        """Return DOI, arXiv ID and URL; the first two may be in one another or in the URL."""
        arxiv_id, doi = self.arxiv_id(), self.doi()
        arxiv_id = arxiv_id or arxiv_id_in_doi(doi)
        url = self.url()
        return doi or doi_in_url(url), arxiv_id or arxiv_id_in_url(url), url

    def extra(self) -> dict[str, str]:
        """Return the fields that are not used for any attribute, without private ones. Call this last."""
        unused = {
            self.original_name(name): self.fields[name]
            for name in self.raw.own
            if name not in self.used_fields and name not in _CROSS_REFERENCES and self.fields[name]
        }
        extra = {name: value for name, value in unused.items() if not is_private(name, value)}
        self.left_out += [name for name in unused if name not in extra]
        if "address" in extra and "location" in extra and "venue" not in extra:
            # ACM gives the publisher's place and that of the conference, which biblatex calls "venue".
            location = extra.pop("location")
            if location != extra["address"]:
                extra["venue"] = location
        if work_type := _TYPE_OF_ENTRY.get(self.raw.type.lower()):
            extra.setdefault("type", work_type)
        if self.season:
            extra["date"] = self.season
        return extra

    def _text(self, name: str) -> str:
        return self.fields.get(name, "")

    # ---- attributes ---------------------------------------------------------------------------

    def date(self, is_in_press: bool) -> tuple[Date, bool]:
        """Return the date, and whether a field has a year that is not a number or invalid.

        Such a year goes into `extra` as entered, and so does a date that is only approximately known.
        """
        (year, month, day), invalid_fields = parse_date(self.fields)
        if is_in_press and mentions_press(self.fields.get("year", "")):
            invalid_fields = [name for name in invalid_fields if name != "year"]
            self.used_fields.add("year")
        self.season = "" if month else season_date(map(self._text, ("date", "year", "month")))
        if self.season:
            invalid_fields = [name for name in invalid_fields if name != "month"]
            self.used_fields |= {"date", "year", "month"}
        for name in invalid_fields:
            self.report("bad_date", name, self.fields.get(name, ""))
        is_in_words = any(is_without_number(self.fields.get(name, "")) for name in ("date", "year"))
        has_other_year = is_in_words or not {"year", "date"}.isdisjoint(invalid_fields)
        if year is None:  # a month without a year is not a date, so it goes into `extra`
            return (None, None, None), has_other_year
        uncertain = {name for name in ("date", "year") if is_uncertain(self.fields.get(name, ""))}
        self.used_fields |= {"date", "year", "month", "day"} - set(invalid_fields) - uncertain
        if self._text("pub_year") == str(year):
            self.used_fields.add("pub_year")
        return (year, month, day), has_other_year

    def authors(self) -> AuthorList:
        author_list = parse_authors(self.raw.get("author"))
        for code, text in author_list.issues:
            self.report(code, "author", text)
        self.used_fields.add("author")
        for name in ("author+an", "author+an:default"):  # biber writes the second name
            if not (annotation := self.fields.get(name)):
                continue
            authors, is_understood = apply_annotation(author_list.authors, annotation)
            if is_understood:
                self.used_fields.add(name)
            return author_list._replace(authors=authors)
        return author_list

    def editors(self) -> AuthorList:
        editor_list = parse_authors(self.raw.get("editor"))
        if "editor" in self.raw.own:
            for code, text in editor_list.issues:
                self.report(code, "editor", text)
        self.used_fields.add("editor")
        return editor_list

    def is_in_press(self) -> bool:
        """Return whether biblatex's `pubstate`, or the text of the year, says so."""
        if is_in_press(self.fields.get("pubstate", "")):
            self.used_fields.add("pubstate")
            return True
        return mentions_press(self.fields.get("year", ""))

    def position(self) -> Position:
        volume, number = self.first_of("volume", "vol"), self.first_of("number", "issue")
        issn = self.fields.get("issn", "")
        if number == "c" and len(volume) == 4 and issn.endswith(volume):
            # Mendeley has read "2049-3630 (c) 2016" at the foot of a paper in early access as both.
            volume = number = ""
        return read_position(
            volume,
            number,
            self.first_of("pages"),
            self.first_of(*ARTICLE_NUMBER_FIELDS),
        )

    def serial_numbers(self) -> tuple[str, str]:
        """Return ISBN and ISSN; some programs write one of them into the field of the other."""
        isbn, issn = self.first_of("isbn"), self.first_of("issn")
        if not issn and _ISSN.fullmatch(isbn):
            isbn, issn = "", isbn
        elif not isbn and _ISBN.fullmatch(issn):
            isbn, issn = issn, ""
        return isbn, f"{issn[:4]}-{issn[4:]}" if _ISSN.fullmatch(issn) and "-" not in issn else issn

    def remarks(self, *, has_appeared: bool) -> Remarks:
        remarks = read_remarks(
            "" if is_access_date(self.fields.get("note", "")) else self.first_of("note"),
            self.first_of("award"),
            self.first_of("award_name"),
            self.first_of("additional_info"),
            has_appeared=has_appeared,
        )
        if remarks.is_left_out:
            self.left_out.append("note")
        return remarks

    def links(self, url: str) -> tuple[tuple[str, str], ...]:
        """Return the links to resources, without the URL of the entry itself."""
        addresses = ((kind, self.http_url(name)) for name, kind in LINK_FIELDS.items())
        return tuple(
            dict.fromkeys((kind, address) for kind, address in addresses if address not in ("", url))
        )

    def is_selected(self) -> bool:
        return self.first_of("selected").lower() in {"true", "yes", "1"}

    def funding(self) -> tuple[Funding, ...]:
        text = self.fields.get("funding", "")
        return merged_funding(read_funding(self.first_of("funding"))) if is_funding_list(text) else ()

    def titles(self) -> tuple[str, str]:
        """Return the title, with its subtitle, and the title in another language."""
        title, translated = split_languages(self.first_of("title"))
        if title and self.fields.get("subtitle"):
            self.used_fields.add("subtitle")
            title = with_subtitle(title, self.fields["subtitle"])
        return title, self.first_of(*TRANSLATED_TITLE_FIELDS) or translated

    def doi(self) -> str:
        value = self.fields.get("doi", "")
        if not value:
            return ""
        match = DOI.search(value)
        if not match and not self.fields.get("url") and (url := self.http_url("doi")):
            self.fields["url"] = url
            return ""
        if not match:
            self.report("bad_doi", "doi", value)
            return ""
        if len(cleaning.bare_doi(value)) == len(match[0]):
            self.used_fields.add("doi")
        return match[0].rstrip(".,;").lower()

    def arxiv_id(self) -> str:
        archive = (self.fields.get("archiveprefix") or self.fields.get("eprinttype") or "").lower()
        if eprint := self.fields.get("eprint", ""):
            match = ARXIV_ID.search(eprint)
            if archive == "arxiv" or (match and archive in {"", "corr"}):
                if not match and " " in cleaning.bare_arxiv_id(eprint):
                    self.report("bad_arxiv_id", "eprint", eprint)
                    return ""
                self.used_fields |= {"eprint", "archiveprefix", "eprinttype"}
                if self.fields.get("arxivid") == eprint:  # as Mendeley repeats it
                    self.used_fields.add("arxivid")
                return match[0] if match else _VERSION.sub("", cleaning.bare_arxiv_id(eprint))
        for name in ("arxiv", "arxivid", "arxiv_id"):
            if match := ARXIV_ID.search(self.fields.get(name, "")):
                self.used_fields.add(name)
                return match[0]
        for name in (
            "journal",
            "journaltitle",
            "howpublished",
            "volume",
            "note",
            "number",
            "booktitle",
            "publisher",
            "organization",
        ):
            text = self.fields.get(name, "")
            if _DIGITS.search(text) and ARXIV_MENTION.search(text) and (match := ARXIV_ID.search(text)):
                return match[0]
        for name in ("ee", "pdf", "html", "link"):
            if arxiv_id := arxiv_id_in_url(self.fields.get(name, "")):
                return arxiv_id
        return ""

    def url(self) -> str:
        if url := self.http_url("url"):
            return url
        if self.fields.get("url"):
            self.report("bad_url", "url", self.fields["url"])
        how_published = verbatim_text(self.raw.get("howpublished"))
        if match := re.search(r"https?://[^\s,;]+", how_published):
            if match[0] == how_published:
                self.used_fields.add("howpublished")
            return cleaning.http_url(match[0].rstrip("."))
        return self.http_url("ee") or self.http_url("link") or self.http_url("html")

    def keywords(self) -> tuple[str, ...]:
        name = next((name for name in ("keywords", "keyword") if self.raw.own.get(name)), "")
        self.used_fields.add(name)
        return read_keywords(self.raw.own.get(name, ""))

    def language(self) -> str:
        language = ""
        for name in ("langid", "language"):
            tag = language_tag(self.fields.get(name, ""))
            language = language or tag
            if tag and tag == language:  # a second field with another language goes into `extra`
                self.used_fields.add(name)
        return language
