"""Convert the result of reading to values of the targets' forms."""

import re
from collections.abc import Callable
from datetime import date

from core.languages import is_chinese
from core.partial_dates import PartialDate
from core.partial_dates.value import AmbiguousDateError
from labsite.site_imports.markup import IS_ADDRESS, labels_of_links, split_languages, with_links
from moderation.forms.snapshot import Values
from news.models import NewsKind
from people.models import Degree, Role
from people.models.links import LinkKind
from publications.models.talk import TalkKind
from site_readers import items
from site_readers.labsites.roles import role_of, status_of
from site_readers.text_parts import sentences

#: Words for degrees, in the order of decision.
_DEGREES = [
    (Degree.OTHER, r"post-?\s?doc|博士后|visiting|exchange|high school|访问|交换|高中|中学"),
    (Degree.PHD, r"ph\.?\s?d|d\.?\s?phil|doctor|博士|直博"),
    (
        Degree.MASTER,
        r"\bmaster|\bm\.?\s?sc?\b|\bm\.?\s?eng\b|\bm\.?\s?phil|\bm\.?a\b|\bmba\b|m\.?res\b|硕士|研究生",
    ),
    (
        Degree.BACHELOR,
        r"\bbachelor|\bb\.?\s?sc?\b|\bb\.?\s?eng?\b|\bb\.?a\b|\bb\.?tech|undergraduate|本科|学士",
    ),
]
_DEGREE_PATTERNS = [(degree, re.compile(words, re.IGNORECASE)) for degree, words in _DEGREES]
#: "Ph.D. in Computer Science": the degree has a field of its own. "M.Eng. in …" says more than its level.
_DEGREE_IN = re.compile(
    r"^(?:ph\.?\s?d\.?|doctor of philosophy|(?:doctorate|master|bachelor)(?:['’]?s)?(?: degree)?)\s+in\s+",
    re.IGNORECASE,
)
_TALK_KINDS = [
    (TalkKind.KEYNOTE, r"keynote|plenary|主旨|大会报告"),
    (TalkKind.POSTER, r"poster|海报|墙报"),
    (TalkKind.TUTORIAL, r"tutorial|教程"),
    (TalkKind.INVITED, r"invited|特邀|邀请"),
    (TalkKind.ORAL, r"oral|presentation|spotlight|口头"),
]
#: What a news item is about, by its words, in the order of decision.
_NEWS_KINDS = [
    (NewsKind.TALK, r"\btalks?\b|presentation|keynote|tutorial|seminar|报告|演讲"),
    (NewsKind.AWARD, r"\bawards?\b|\bawarded|\bprize|\bscholarship|\bmedal|\bhono(?:u)?r\b|获奖|奖学金|荣获"),
    (NewsKind.PAPER, r"\bpapers?\b|accept|accpet|\bpublished\b|preprint|arxiv|论文|录用|接收"),
    (NewsKind.RELEASE, r"\breleas|open.?sourc|开源|发布"),
    (NewsKind.PEOPLE, r"\bjoin(?:s|ed)?\b|graduat|welcome|congratulations|加入|毕业"),
]


def values_of(item: items.Item, context: str, today: date) -> Values:
    """Return the values of the form of an item's section. ``context`` is what else the source says."""
    texts = item.details or _BUILDERS[type(item)](item, context, today)
    return {name: [text] for name, text in texts.items() if text}


def degree_of(text: str) -> str:
    """Return the degree that a text names, or ""."""
    return next((degree for degree, pattern in _DEGREE_PATTERNS if pattern.search(text)), "")


def _study(item: items.Study, context: str, today: date) -> dict[str, str]:
    school, school_zh = split_languages(item.school)
    department, department_zh = split_languages(item.department)
    advisor, advisor_zh = split_languages(item.advisor)
    degree = degree_of(item.degree) or _degree_in(context, school) or Degree.OTHER
    subject = "" if not item.degree or _is_only_degree(item.degree) else _DEGREE_IN.sub("", item.degree)
    end = parsed(item.end)
    return {
        "degree": degree,
        "school": school,
        "school_zh": school_zh,
        "department": ", ".join(filter(None, [subject, department])),
        "department_zh": department_zh,
        "url": _first_address(item),
        "advisor": advisor,
        "advisor_zh": advisor_zh,
        "start": item.start,
        "end": item.end,
        "is_expected": "on" if end and end.last_day >= today else "",
    }


def _is_only_degree(text: str) -> bool:
    rest = re.sub(
        r"\b(?:ph\.?\s?d|d\.?\s?phil|doctor(?:ate|al)?|master(?:['’]?s)?|bachelor(?:['’]?s)?|degree|student|candidate"
        r"|of|m\.?sc?|b\.?sc?|m\.?eng|b\.?eng|undergraduate|graduate)\b\.?|博士|硕士|本科|学士|研究生|生",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return not re.search(r"\w", rest)


def _degree_in(context: str, school: str) -> str:
    """Return the degree in the first sentence of the biography that names the school."""
    for sentence in sentences(context):
        if school and school in sentence and (degree := degree_of(sentence)):
            return degree
    return ""


def _honor(item: items.Honor, context: str, today: date) -> dict[str, str]:
    title, title_zh = split_languages(item.title)
    issuer, issuer_zh = split_languages(item.issuer)
    return {
        "title": title,
        "title_zh": title_zh,
        "issuer": issuer,
        "issuer_zh": issuer_zh,
        "level": item.level,
        "date": item.date,
        "is_highlighted": "on" if item.highlighted else "",
    }


def _talk(item: items.Talk, context: str, today: date) -> dict[str, str]:
    title, title_zh = split_languages(item.title or item.event)
    words = item.kind or item.title
    kind = next((kind for kind, form in _TALK_KINDS if re.search(form, words, re.IGNORECASE)), TalkKind.OTHER)
    urls = [link.url for link in item.links if link.kind == "slides" and IS_ADDRESS.match(link.url)]
    slides = next(iter(urls), "")
    return {
        "kind": kind,
        "title": title,
        "title_zh": title_zh,
        "date": item.date,
        "event": item.event if item.title else "",
        "place": item.place,
        "slides_url": slides,
        "url": _first_address(item, slides),
    }


def _service(item: items.Service, context: str, today: date) -> dict[str, str]:
    role, role_zh = split_languages(item.role or item.what)
    subject, subject_zh = split_languages(item.what if item.role else "")
    partner = url = ""
    labels = labels_of_links(item.raw)
    for link in item.links:
        label = labels.get(link.url, "")
        before, by, behind = subject.rpartition(" by ")
        if by and label and behind.strip(" .") == label:
            subject, partner, url = before, label, link.url
    return {
        "role": role,
        "role_zh": role_zh,
        "subject": subject,
        "subject_zh": subject_zh,
        "partner": partner,
        "url": url or _first_address(item),
        "start": item.start,
        "end": item.end,
    }


def _position(item: items.Position, context: str, today: date) -> dict[str, str]:
    institution, institution_zh = split_languages(item.where)
    capacity, capacity_zh = split_languages(item.role)
    return {
        "institution": institution,
        "institution_zh": institution_zh,
        "capacity": capacity,
        "capacity_zh": capacity_zh,
        "url": _first_address(item),
        "start": item.start,
        "end": item.end,
    }


def _news(item: items.News, context: str, today: date) -> dict[str, str]:
    text = with_links(item.text, [link.url for link in item.links], item.raw)
    kinds = (kind for kind, words in _NEWS_KINDS if re.search(words, item.text, re.IGNORECASE))
    return {"date": item.date, "kind": next(kinds, NewsKind.OTHER), "body": text}


def _notice(item: items.Notice, context: str, today: date) -> dict[str, str]:
    return {
        "title": item.title or ("加入我们" if is_chinese(item.text) else "Join us"),
        "body": with_links(item.text, [link.url for link in item.links], item.raw),
        "opens": today.isoformat(),
    }


def _project(item: items.Project, context: str, today: date) -> dict[str, str]:
    title, title_zh = split_languages(item.title)
    body = with_links(item.text, [link.url for link in item.links], item.raw)
    return {"title": title, "title_zh": title_zh, "summary": _first_sentence(item.text), "body": body}


def _first_sentence(text: str) -> str:
    first = next(iter(sentences(text)), "")
    return first if len(first) <= 200 else ""


def _person(item: items.Person, context: str, today: date) -> dict[str, str]:
    role = item.role if item.role.upper() in Role.__members__ else role_of(item.role)
    return {
        "name": item.name,
        "native_name": item.native_name if item.native_name != item.name else "",
        "role": str(Role[role.upper()].value) if role else "",
        "joined": item.start,
        "left": item.end,
        "email": item.email,
        "status": item.status or status_of(item.role) or "current",
        "place": item.place,
        "capacity": item.role if item.role and role != item.role else "",
        "label": item.role,
        "links": "\n".join(f"{link.kind} {link.url}" for link in item.links if IS_ADDRESS.match(link.url)),
    }


_BUILDERS: dict[type[items.Item], Callable[[items.Item, str, date], dict[str, str]]] = {
    items.Study: _study,
    items.Honor: _honor,
    items.Talk: _talk,
    items.Service: _service,
    items.Position: _position,
    items.News: _news,
    items.Notice: _notice,
    items.Project: _project,
    items.Person: _person,
}


def _first_address(item: items.Item, other_than: str = "") -> str:
    urls = (link.url for link in item.links if IS_ADDRESS.match(link.url))
    return next((url for url in urls if url != other_than), "")


def link_values(link: items.Link) -> Values:
    """Return the values of the form of a link on a profile."""
    kind = link.kind if link.kind in LinkKind.values else LinkKind.OTHER
    return {"kind": [kind], "url": [link.url]}


def parsed(text: str) -> PartialDate | None:
    """Return a date in a text, or None if there is none."""
    try:
        return PartialDate.parse(text) if text else None
    except (AmbiguousDateError, ValueError):
        return None
