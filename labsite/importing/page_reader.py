"""Turn the blocks of a page into items, section by section. What has no place is reported."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from labsite.importing import dates, entries, leftovers, people_cards, reasons, sections, studies
from labsite.importing.blocks import Block, Line, Run
from labsite.importing.items import SECTIONS, Item, News, Notice, Person, Project, Publication, Result, Study
from labsite.importing.marks import Legend, read_legend
from labsite.importing.people import is_name, read_authors, read_members, role_of
from labsite.importing.publications import Context, merge, read_publication, title_key
from labsite.importing.text_parts import is_link_label, links_of, sentences, without_decoration
from labsite.importing.unplaced import unplaced

EXAMPLE = "Template example, left out."
#: Longer texts are no entry of a list, and looking for names and dates in them might take very long.
MAX_BLOCK = 20_000
_WHY = {
    "": reasons.NO_HEADING,
    "about": reasons.ABOUT,
    "interests": reasons.INTERESTS,
    "experience": "A position or internship: there is no section for it.",
    "links": reasons.OWN_LINKS,
    "misc": "There is no section for this.",
    "ignored": "Not about the person.",
}
_CALL = re.compile(
    r"(?:looking for|recruit|hiring|seeking|searching for|open(?:ing)? positions?"
    r"|positions? (?:are |is )?(?:open|available)|openings|accepting|welcome|招收|招生|招聘|招募|诚招|招)"
    r"[^.。!！]*?(?:students?|post-?docs?|interns?\b|internship|research assistants?|\bRAs?\b"
    r"|candidates?|ph\.?d|visitors|博士|硕士|学生|实习|研究助理|本科|研究生|博后)",
    re.IGNORECASE,
)
_CALL_REVERSED = re.compile(
    r"(?:欢迎|期待)[^。！]*(?:加入|报考|申请)|(?:students?|interns?|candidates?|postdocs?)[^.。]*"
    r"\b(?:are|is) (?:always )?welcome|join (?:us|my group|our (?:team|group|lab))",
    re.IGNORECASE,
)
_OWN_SEARCH = re.compile(
    r"(?:i am|i'm|currently) (?:\w+ ){0,2}(?:looking for|seeking|searching|on the)[^.]*\b(?:job|position"
    r"|internship|opportunit|collaborat|postdoc position)",
    re.IGNORECASE,
)
_CALL_CONTINUES = re.compile(
    r"interested|contact|e-?mail|apply|send|\bcv\b|join|resume|feel free|drop me|感兴趣|联系|邮件|简历|发送"
    r"|申请|欢迎",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:self-?stud|took|taken|completed|attended|enrolled)\w*\b[^.]*\bcourse", re.IGNORECASE
)
_CAPTION = re.compile(r"(?:image|figure|photo|picture)s? (?:from|by|credit|courtesy)\b", re.IGNORECASE)
_FOOTER = re.compile(
    r"(?:©|copyright\b|last (?:updated?|modified)|updated on\b|powered by|template (?:by|from|credits)"
    r"|theme by|(?:web)?(?:site|page) (?:adapted|template|theme)|design and source code from"
    r"|this (?:page|website|template) (?:is|was) (?:built|a modif))",
    re.IGNORECASE,
)
#: The sections whose entries may be several paragraphs each.
_OF_PARAGRAPHS = ("publications", "patents", "projects")
#: The sections that a heading below another may begin.
_INSIDE = {
    "publications": {"publications", "patents"},
    "patents": {"publications", "patents"},
    "people": {"people", "people_previous", "notices"},
    "people_previous": {"people", "people_previous"},
    "service": {"service", "teaching"},
    "teaching": {"service", "teaching"},
    "news": set(),
    "experience": {"experience"},
    "misc": {"misc"},
}


@dataclass
class _Section:
    """Where on the page a block stands."""

    kind: str = ""
    level: int = 0
    heading: str = ""
    status: str = ""
    role: str = ""
    year: str = ""
    #: Headings inside the section, by their level.
    inner: dict[int, tuple[str, str, str]] = field(default_factory=dict)


class PageReader:
    """Reads the blocks of one homepage into a result."""

    def __init__(self, result: Result, lines: dict[str, list[str]], owner: set[str]):
        self.result = result
        self.source = lines
        self.owner = owner
        self.papers: dict[str, Publication] = {title_key(paper.title): paper for paper in result.publications}
        self.section = _Section()
        self.legend = Legend()

    def read(self, blocks: list[Block], first_kind: str = "") -> None:
        """Add everything that some blocks say to the result. ``first_kind`` is what the page is about."""
        role = entries.role_of_heading(first_kind) if first_kind == "teaching" else ""
        self.section = _Section(first_kind, heading=first_kind.capitalize(), role=role)
        for block in blocks:
            if len(block.text) > MAX_BLOCK:
                self._report(block, f"An entry of more than {MAX_BLOCK:,} characters, left out.")
        blocks = [block for block in blocks if len(block.text) <= MAX_BLOCK]
        self.legend = self._legend(blocks)
        self.owner |= _names_of_owner(blocks[:12])
        index = 0
        while index < len(blocks):
            block = blocks[index]
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            if block.kind == "heading" and (study := self._study_below(blocks, index)):
                count = people_cards.card_size(blocks, index)
                self._add(study, people_cards.box_of(blocks[index : index + count]))
                index += count
                continue
            if block.kind == "heading" and not (
                self._is_title_of_paper(block, following) or self._is_person(block)
            ):
                self._enter(block, block.level)
            elif self._is_label(block, following):
                self._enter(block, 7)
            elif self._is_person(block):
                count = people_cards.card_size(blocks, index)
                self._card(people_cards.box_of(blocks[index : index + count]))
                index += count
                continue
            elif self.section.kind in _OF_PARAGRAPHS and block.kind in ("paragraph", "heading"):
                index += self._paper_of_paragraphs(blocks, index)
                continue
            elif self.section.kind == "notices":
                index += self._notice(blocks, index)
                continue
            else:
                self._block(block)
            index += 1

    # ---- sections ----

    def _legend(self, blocks: Iterable[Block]) -> Legend:
        """Return what the page says about marks, outside its papers."""
        legend = Legend()
        for block in blocks:
            if block.kind in ("heading", "paragraph") and re.search(
                r"contribut|correspond|共同|同等|通讯|通信作者|joint", block.text
            ):
                legend = legend.joined(read_legend(block.text))
        return legend

    def _is_label(self, block: Block, following: Block | None) -> bool:
        """Tell whether a bold line, or one that ends with a colon, is a heading in disguise."""
        if block.kind != "paragraph" or len(block.lines) != 1 or len(block.text) > 70 or following is None:
            return False
        text = without_decoration(block.text)
        runs = [run for run in block.runs if re.search(r"\w", run.text)]
        if not runs or not (all(run.bold for run in runs) or re.search(r"[:：]$", text)):
            return False
        if read_authors(text.rstrip(":："), strict=True) and not sections.kind_of(text):
            return False
        return bool(
            sections.status_of(text)
            or _year_of(text)
            or (role_of(text) and self.section.kind.startswith("people"))
            or _is_strong(text)
            or (self.section.kind == "service" and entries.role_of_heading(text))
        )

    def _enter(self, block: Block, level: int) -> None:
        """Begin the section of a heading, or remember a heading inside a section."""
        text = block.text
        now = self.section
        kind = sections.kind_of(text)
        year = _year_of(text)
        status = sections.status_of(text)
        inside = bool(now.kind) and level > now.level
        if inside and now.kind in ("service", "teaching") and entries.role_of_heading(text) and not year:
            self._inner(level, text, year, status)
            return
        if inside and (year or (status and now.kind.startswith("people"))):
            self._inner(level, "", year, status)
            return
        if kind and inside and not _is_strong(text) and kind not in _INSIDE.get(now.kind, {kind}):
            kind = ""
        if inside and (
            kind in ("misc", "links", "about", "interests") or (kind == "news" and now.kind != "about")
        ):
            kind = ""
        if inside and (
            not kind or (kind == now.kind) or (now.kind.startswith("people") and kind.startswith("people"))
        ):
            self._inner(level, text, year, status or ("previous" if kind == "people_previous" else ""))
            is_role = (now.kind.startswith("people") and role_of(text)) or (
                now.kind in ("service", "teaching") and entries.role_of_heading(text)
            )
            if not kind and not is_role:
                self._report(block, f"A heading inside “{sections.plain_heading(now.heading)}”.")
            return
        status = "previous" if kind == "people_previous" else status
        role = text if kind in ("people", "people_previous") and role_of(text) else ""
        if kind in ("service", "teaching"):
            role = entries.role_of_heading(text)
        self.section = _Section(kind, level if level < 7 else max(now.level, 6), text, status, role, year)
        if not kind or kind == "misc":
            self._report(block, "A heading that announces no known section.")

    def _inner(self, level: int, text: str, year: str, status: str) -> None:
        inner = {at: value for at, value in self.section.inner.items() if at < level}
        inner[level] = (text, year, status)
        self.section.inner = inner

    @property
    def _title(self) -> str:
        return sections.plain_heading(self.section.heading)

    @property
    def year(self) -> str:
        return next((year for _, year, _ in reversed(self.section.inner.values()) if year), self.section.year)

    @property
    def status(self) -> str:
        found = next(
            (status for _, _, status in reversed(self.section.inner.values()) if status), self.section.status
        )
        return found

    def _inner_text(self, accepts: Callable[[str], str]) -> str:
        return next(
            (accepts(text) for text, _, _ in reversed(self.section.inner.values()) if accepts(text)), ""
        )

    # ---- blocks ----

    def _block(self, block: Block) -> None:
        if leftovers.is_example(block.text) and self.section.kind not in ("about", ""):
            self._report(block, EXAMPLE)
            return
        kind = self.section.kind.removesuffix("_previous")
        block = _with_dates_below(block)
        readers: dict[str, Callable[[Block], bool]] = {
            "news": self._news,
            "honors": self._honors,
            "education": self._study,
            "talks": self._talk,
            "service": self._service,
            "teaching": self._service,
            "people": self._people,
            "projects": self._project,
            "publications": self._paper,
            "patents": self._paper,
        }
        if block.kind == "header":
            return
        if _FOOTER.match(block.text):
            self._report(block, _WHY["ignored"])
            return
        if kind in readers:
            if not readers[kind](block):
                self._no_item(
                    block,
                    f"This could not be read as part of “{sections.plain_heading(self.section.heading)}”.",
                )
        elif not self._paper_without_heading(block):
            self._no_item(block, _WHY.get(kind, _WHY["misc"]))

    def _no_item(self, block: Block, why: str) -> None:
        """Report a block that is no item, but take a call for students out of it."""
        if leftovers.is_example(block.text):
            self._report(block, EXAMPLE)
            return
        call, rest = (
            _call_in(block.text)
            if self.section.kind in ("", "about", "people", "interests", "links", "misc")
            else ("", block.text)
        )
        if call:
            self._add(Notice(title="", text=call, links=links_of(block)), block)
        for nested in block.walk():
            text = rest if nested is block else nested.text
            self._report_text(nested, text, why)

    def _news(self, block: Block) -> bool:
        if block.kind == "paragraph" and not dates.take_leading(without_decoration(block.text))[0]:
            return False
        item = entries.read_news(block, self.year)
        return self._add(item, block) if item else False

    def _honors(self, block: Block) -> bool:
        for inner in _leaves(block):
            if block.kind == "paragraph" and not entries.take_date(inner.text)[0]:
                return False
            honors = entries.read_honors(inner, self.year)
            self._add_all(honors, inner)
            if not honors:
                self._report(inner, "This could not be read as an honor.")
        return True

    def _study(self, block: Block) -> bool:
        item = studies.read_study(block)
        return self._add(item, block) if item else False

    def _study_below(self, blocks: list[Block], index: int) -> Study | None:
        """Return the study of a heading inside the education with its degree and dates below."""
        if self.section.kind != "education" or blocks[index].level <= self.section.level:
            return None
        count = people_cards.card_size(blocks, index)
        if sections.kind_of(blocks[index].text) not in ("", "education") or count < 2:
            return None
        return studies.read_card(people_cards.box_of(blocks[index : index + count]))

    def _talk(self, block: Block) -> bool:
        if block.kind == "paragraph" and not entries.take_date(block.text)[0] and len(block.text) > 200:
            return False
        item = entries.read_talk(block, self.year)
        return self._add(item, block) if item else False

    def _service(self, block: Block) -> bool:
        if bullets := _bullets(block):
            self._report_text(block, bullets[0].text, f"A line inside “{self._title}”.")
            for bullet in bullets[1:]:
                if not self._service(bullet):
                    self._report(bullet, "This could not be read as a service.")
            return True
        if block.kind == "paragraph" and _is_prose(block.text):
            if _TAKEN.search(block.text):  # the courses below are those of a student
                self.section.kind = "misc"
            return False
        if len(block.text) > 250 and (block.kind == "paragraph" or not entries.role_in(block.text)):
            return False
        role = self._inner_text(entries.role_of_heading) or self.section.role
        if role and role == self.section.role and not re.search("review|teaching", role, re.IGNORECASE):
            role = ""
        if block.children and not dates.take_leading(block.text)[0]:
            label = without_decoration(block.text).rstrip(":：")
            for child in block.children:
                item = entries.read_service(child, entries.role_of_heading(label) or role or label)
                self._add(item, child) if item else self._report(
                    child, "This could not be read as a service."
                )
            return True
        found = entries.read_service(block, role if self._has_no_role(block) else "")
        return self._add(found, block) if found else False

    def _has_no_role(self, block: Block) -> bool:
        return not entries.role_in(block.text)

    def _is_person(self, block: Block) -> bool:
        """Tell whether a heading inside the people is the name of one."""
        return (
            block.kind == "heading"
            and self.section.kind.startswith("people")
            and block.level > self.section.level
            and people_cards.name_in(block.text)
        )

    def _card(self, block: Block) -> bool:
        """Read a person from a heading and what stands below it, or from a box."""
        group = self._inner_text(lambda text: text if role_of(text) else "") or self.section.role
        person = people_cards.read_card(block, group)
        if not person:
            return False
        person.status = person.status or self.status
        return self._add(person, block)

    def _people(self, block: Block) -> bool:
        if block.kind == "box" and self._card(block):
            return True
        role = (
            self._inner_text(
                lambda text: text if role_of(text) or re.search("graduate", text, re.IGNORECASE) else ""
            )
            or self.section.role
        )
        role = role_of(role) or sections.plain_heading(role)
        status = self.status or (
            "current" if self.section.kind == "people" and self._other_is_previous() else ""
        )
        if block.kind == "paragraph" and (lines := _lines_of_people(block)):
            for line in lines:
                if not self._members(line, status, role):
                    self._report(line, f"This could not be read as part of “{self._title}”.")
            return True
        if block.kind == "paragraph" and not re.search(r"[，,、；;（(]", block.text):
            return False
        if (
            block.children
            and (sections.status_of(block.text) or role_of(block.text))
            and len(block.text) < 60
        ):
            done = [
                self._members(child, sections.status_of(block.text) or status, role_of(block.text) or role)
                for child in block.children
            ]
            return any(done)
        return self._members(block, status, role)

    def _other_is_previous(self) -> bool:
        return False

    def _members(self, block: Block, status: str, role: str) -> bool:
        year = self.year
        people = read_members(block, status, role, year if status != "previous" else "")
        if block.kind == "paragraph" and len(people) < 2:
            return False
        for person in people:
            if status == "previous" and year and not person.end:
                person.end = year
        return self._add_all(people, block)

    def _project(self, block: Block) -> bool:
        if block.kind == "paragraph" and _is_list_of_links(block):
            items = [
                Project(title=line.text, links=links_of(replace(block, lines=[line]))) for line in block.lines
            ]
            return self._add_all(items, block)
        if block.kind == "paragraph" and (not _begins_project(block) or _is_labelled_links(block)):
            return False
        lines = [line for line in block.lines if not _CAPTION.match(line.text)]
        if block.kind == "box" and lines and (lines[0].bullet or re.search(r"[:：]$", lines[0].text)):
            return False
        item = entries.read_project(block)
        return self._add(item, block) if item else False

    # ---- papers ----

    def _paper(self, block: Block) -> bool:
        if (
            block.children
            and not read_publication(_without_children(block), self._context())
            and len(block.children) > 1
        ):
            done = [self._paper(child) for child in block.children]
            self._report_text(
                block, block.text, f"A line inside “{sections.plain_heading(self.section.heading)}”."
            )
            return any(done)
        paper = read_publication(block, self._context())
        if not paper:
            return False
        if leftovers.is_example_paper(paper.title, paper.authors, self.owner, paper.year):
            self._report(block, EXAMPLE)
            return True
        key = title_key(paper.title)
        if len(key) > 8 and key in self.papers:
            merge(self.papers[key], paper)
            return True
        self.papers[key] = paper
        return self._add(paper, block)

    def _paper_without_heading(self, block: Block) -> bool:
        """Read a paper below a heading that is not known, such as "Research" or the name of a topic."""
        if self.section.kind not in ("", "interests") or block.kind not in ("item", "box", "row"):
            return False
        if re.search(r"\b(?:I['’]m|I am|my)\b", block.text):
            return False
        paper = read_publication(block, self._context())
        enough = 1 if block.kind == "box" else 2
        if not paper or len(paper.authors) < enough or not (paper.year or paper.venue):
            return False
        if block.kind != "box" and not paper.links and not paper.venue:
            return False
        return self._paper(block)

    def _context(self) -> Context:
        return Context(self.owner, self.legend, self.year, self.section.kind == "patents")

    def _is_title_of_paper(self, block: Block, following: Block | None) -> bool:
        """Tell whether a heading inside the publications is the title of a paper with authors below."""
        if (
            self.section.kind not in ("publications", "patents")
            or block.level <= self.section.level
            or not following
        ):
            return False
        return (
            following.kind == "paragraph"
            and len(block.text.split()) > 3
            and bool(read_authors(following.lines[0].text))
        )

    def _paper_of_paragraphs(self, blocks: list[Block], index: int) -> int:
        """Read a paper from one paragraph, or from neighbouring ones for title, authors and venue."""
        for count in (1, 4, 3, 2, 1) if self._is_whole_paper(blocks[index]) else (4, 3, 2, 1):
            group = blocks[index : index + count]
            if len(group) < count or any(block.kind != "paragraph" for block in group[1:]):
                continue
            joined = Block(
                "box",
                group[0].file,
                group[0].line,
                [_hard(line) for block in group for line in block.lines],
                0,
                group[-1].end,
            )
            if count > 1 and (any(_begins_paper(block) for block in group[1:]) or not _has_authors(group[1])):
                continue
            paper = read_publication(joined if count > 1 else group[0], self._context())
            enough = 1 if self.section.kind != "projects" else 2
            if paper and len(paper.authors) >= enough:
                self._paper(joined if count > 1 else group[0])
                return count
        self._block(blocks[index])
        return 1

    def _is_whole_paper(self, block: Block) -> bool:
        """Tell whether one paragraph has title, authors and a venue or year."""
        paper = read_publication(block, self._context()) if block.kind == "paragraph" else None
        return bool(paper and paper.authors and (paper.venue or paper.year))

    # ---- notices ----

    def _notice(self, blocks: list[Block], index: int) -> int:
        """Read everything below a heading such as "Openings" as one notice."""
        group = []
        for block in blocks[index:]:
            if block.kind == "heading" and block.level <= self.section.level:
                break
            group.append(block)
        texts = [nested.text for block in group for nested in block.walk()]
        links = [link for block in group for nested in block.walk() for link in links_of(nested)]
        first = group[0]
        whole = Block(
            "box", first.file, first.line, [line for block in group for line in block.lines], 0, group[-1].end
        )
        if not leftovers.is_example(" ".join(texts)):
            self._add(
                Notice(
                    title=sections.plain_heading(self.section.heading), text="\n".join(texts), links=links
                ),
                whole,
            )
        else:
            self._report(whole, EXAMPLE)
        return len(group)

    # ---- results ----

    def _add(self, item: Item, block: Block) -> bool:
        return self._add_all([item], block)

    def _add_all(self, items: Sequence[Item], block: Block) -> bool:
        """Add the items of one block, and report what the block says besides."""
        for item in items:
            item.file, item.line, item.raw = block.file, block.line, self._raw(block)
            if isinstance(item, Person | Publication | News | Project) and len(items) == 1:
                item.image = block.image
            self.result.add(item)
        if items and not isinstance(items[0], Notice) and (rest := unplaced(items, block)):
            section = SECTIONS[type(items[0])]
            self._report_text(block, rest, f"There is no field for this part of an item of “{section}”.")
        return bool(items)

    def _raw(self, block: Block) -> str:
        lines = self.source.get(block.file, [])
        end = max(block.end, *(nested.end for nested in block.walk()))
        return "\n".join(lines[block.line - 1 : min(end, block.line + 200)]).strip()[:4000]

    def _report(self, block: Block, why: str) -> None:
        for nested in block.walk():
            self._report_text(nested, nested.text, why)

    def _report_text(self, block: Block, text: str, why: str) -> None:
        if re.search(r"\w", without_decoration(text)):
            self.result.report(block.file, block.line, text, why)


def _lines_of_people(block: Block) -> list[Block]:
    """Return the lines of a paragraph as items if each of them begins with a name."""
    lines = [line for line in block.lines if line.text]
    if not all(is_name(re.split(r"[(（,，:：]|\s[-–—]\s", line.text)[0].strip()) for line in lines):
        return []
    alone = lines[0] if len(lines) == 1 else None
    if alone and not (alone.links and alone.text.startswith(alone.links[0][0])):
        rest = re.split(r"[,，:：]|\s[-–—]\s", alone.text, maxsplit=1)[1:]
        if len(alone.text) > 80 or not rest or not role_of(rest[0]):
            return []
    return [
        Block("item", block.file, line.number, [replace(line, soft=False)], 0, line.number) for line in lines
    ]


def _bullets(block: Block) -> list[Block]:
    """Return the heading and the points of a box that is a heading with a list, or an empty list."""
    heads = [line for line in block.lines if not line.bullet]
    points = [line for line in block.lines if line.bullet]
    if block.kind not in ("box", "row") or len(heads) != 1 or not points:
        return []
    return [
        Block("item", block.file, line.number, [replace(line, bullet=False)], 0, line.number)
        for line in [*heads, *points]
    ]


def _with_dates_below(block: Block) -> Block:
    """Return a list item below which only dates stand as one line with them: "Reviewer" and "2021, 2022"."""
    below = [child.text for child in block.children]
    if block.kind != "item" or not below or not all(_is_only_dates(text) for text in below):
        return block
    dated = Line(block.line, [Run(f" ({', '.join(below)})")])
    return replace(block, lines=[*block.lines, dated], end=block.children[-1].end, children=[])


def _is_only_dates(text: str) -> bool:
    for _ in range(20):
        period, text = dates.take_leading(text)
        if not period or not text:
            return bool(period)
    return False


def _is_prose(text: str) -> bool:
    """Tell whether a paragraph tells a story and is no entry."""
    about_me = r"\b(?:I|I['’]\w+|my|our|we)\b|^(?:Below|Here|The following|This)\b"
    return len(text) > 60 and bool(re.search(about_me, text))


def _is_list_of_links(block: Block) -> bool:
    """Tell whether each of several lines is one link."""
    return len(block.lines) > 1 and all(
        not line.soft and [label for label, _ in line.links] == [line.text] and not is_link_label(line.text)
        for line in block.lines
    )


def _is_labelled_links(block: Block) -> bool:
    """Tell whether each of several lines is a label with one link: "Slides: Drive"."""
    return len(block.lines) > 2 and all(
        re.match(r"[^:：]+[:：]", line.text) and line.links and line.text.endswith(line.links[-1][0])
        for line in block.lines
    )


def _begins_project(block: Block) -> bool:
    """Tell whether a paragraph below "Projects" is one: it begins with a date, a link or bold text."""
    first = next((run for run in block.runs if re.search(r"\w", run.text)), None)
    if first is None or all(run.href or not re.search(r"\w", run.text) for run in block.runs):
        return first is not None and not is_link_label(first.text)
    return first.bold or bool(first.href) or bool(dates.take_leading(without_decoration(block.text))[0])


def _year_of(text: str) -> str:
    plain = sections.plain_heading(text)
    found = re.fullmatch(
        r"(?:year\s*)?((?:19|20)\d\d)(?:\s*年|\s*[-–~]\s*(?:(?:19|20)\d\d|now|present|至今)|\s*级)?",
        plain,
        re.IGNORECASE,
    )
    return found[1] if found else ""


def _is_strong(text: str) -> bool:
    """Tell whether a heading consists mostly of the words that name its section."""
    plain = sections.plain_heading(text)
    return bool(sections.kind_of(text)) and len(plain) <= 40 and sections.share_of(plain) >= 0.55


def _leaves(block: Block) -> list[Block]:
    """Return the nested items of a block that is only a label for them, or the block itself."""
    if (
        block.children
        and not entries.take_date(block.text)[0]
        and all(entries.take_date(child.text)[0] for child in block.children)
    ):
        return block.children
    return [block]


def _without_children(block: Block) -> Block:
    return Block(block.kind, block.file, block.line, block.lines, block.level, block.end, badge=block.badge)


def _hard(line: Line) -> Line:
    return Line(line.number, list(line.runs), False, line.bullet, line.heading)


def _has_authors(block: Block) -> bool:
    return bool(read_authors(block.lines[0].text)) or bool(
        len(block.lines) > 1 and read_authors(block.lines[1].text)
    )


def _begins_paper(block: Block) -> bool:
    """Tell whether a paragraph begins with a title: a link or bold text that is no author and no label."""
    runs = [run for run in block.lines[0].runs if run.text.strip()]
    return bool(runs) and (bool(runs[0].href) or runs[0].bold) and len(runs[0].text.split()) > 3


def _names_of_owner(blocks: list[Block]) -> set[str]:
    names = set()
    for block in blocks:
        found = re.search(
            r"(?:I am|I['’]m|My name is"
            r"|This is)\s+((?:[A-ZÀ-Ž][\w'’-]+\s?){2,4})(?:\s*[(（]([\u4e00-\u9fff]{2,4}))?",
            block.text,
        )
        if found:
            names |= {name.strip() for name in found.groups() if name}
    return names


def _call_in(text: str) -> tuple[str, str]:
    """Return the call for students in a text, and the rest of the text."""
    parts = sentences(text)
    marked = [
        bool((_CALL.search(part) or _CALL_REVERSED.search(part)) and not _OWN_SEARCH.search(part))
        for part in parts
    ]
    if not any(marked):
        return "", text
    first = marked.index(True)
    last = first
    while last + 1 < len(parts) and (marked[last + 1] or _CALL_CONTINUES.search(parts[last + 1])):
        last += 1
    return without_decoration(" ".join(parts[first : last + 1])), " ".join(parts[:first] + parts[last + 1 :])
