"""Recognise the sample content of site templates, which no lab has written."""

import hashlib
import re

from site_readers.front_matter import Mapping

#: The reason reported for such content.
WHY = "Template example, left out."

#: Parts of the templates' paragraphs, without emphasis.
_PARTS = (
    "lorem ipsum dolor",
    "sed neque elit, tristique placerat",
    "jean shorts raw denim",
    "hoodie thundercats",
    "pug heirloom high life",
    "every project has a beautiful feature showcase page",
    "slides can be added in a few ways",
    "using wowchemy's [slides]",
    "using hugo blox's [slides]",
    "click the cite button above",
    "add the publication's full text",
    "further event details, including page elements",
    "research interests include distributed robotics, mobile computing and programmable matter",
    "professor of artificial intelligence at the stanford ai lab",
    "your office number",
    "we do not grow absolutely, chronologically",
    "lab website template](https://github.com/greenelab",
    "affiliations. address. contacts. motto",
)
#: Words of the Latin that fills the pages of templates, whichever sentences it is cut into.
_FILLER = frozenset(
    """
    adipiscing aliquam aliquet amet bibendum blandit commodo condimentum congue consectetur consequat
    convallis cras curabitur cursus dapibus diam dictum dignissim dolor donec duis efficitur egestas
    eget eleifend elementum elit enim erat eros etiam euismod faucibus felis fermentum feugiat finibus
    fringilla fusce gravida hendrerit iaculis imperdiet integer interdum ipsum justo lacinia lacus
    laoreet lectus leo libero ligula lobortis lorem luctus maecenas magna malesuada massa mattis mauris
    metus mi mollis morbi nec neque nibh nisi nisl nulla nunc odio orci pellentesque pharetra phasellus
    placerat porta porttitor posuere praesent proin pulvinar purus quam quisque rhoncus risus rutrum
    sapien scelerisque sed sem semper sit sodales sollicitudin suscipit suspendisse tellus tempor
    tempus tincidunt tortor tristique turpis ultrices ultricies urna ut varius vehicula vel velit
    venenatis vestibulum vitae vivamus viverra volutpat vulputate
    """.split()
)
#: Beginnings of lines of the templates, without emphasis.
_BEGINNINGS = (
    "write your biography here",
    "put your address / p.o. box",
    "link to your social media connections",
    "a simple inline announcement",
    "announcements and news can be much longer than",
    "replace here a brief biography",
    "[add bio]",
    "create your slides in markdown",
    "an example event.",
    "what an astonishing thing a book is",
    "organize your courses by years, topics, or universities",
    "for now, this page is assumed to be a static description of your courses",
    "this is a description of the page. you can modify it",
    "materials for courses you taught. replace this",
    "a growing collection of your cool projects",
    "your city, state",
    "you can even add a little note",
    "spend less time worrying about managing a website and citations",
    "edit the `data/repositories.yml`",
    "a simple, whitespace theme for academics",
)
_MARKUP = re.compile(r"[_*]+|<[^<>\n]{0,200}>")
_PLACEHOLDERS = re.compile(
    r"(?:tb[dwac]\.?|todo|coming soon\.?|n/?a|none|null|xxx+|\.{3}|#|-+|add|_?\w*_? ?add|your name"
    r"|first last|full name"
    r"|(?:work in progress|to be (?:added|written|updated|announced))\.?|待补充|暂无|（未填写）)",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"example (?:post|page|talk|event|project|publication|conference paper|journal article|preprint)\b.*"
    r"|an example (?:conference"
    r" paper|journal article|preprint).*|(?:a|an) (?:distill-style )?(?:blog )?post with .*"
    r"|a distill-style blog post"
    r"|displaying (?:beautiful tables|external posts).*|a post (?:that|about|on) .*"
    r"|a long announcement with details"
    r"|project \d+(?: with .*)?|cool (?:dataset|package|tutorial|web app|web server|project)"
    r"|external project|internal project|another example"
    r"|richard hendricks wins first place in the wowchemy prize"
    r"|jian yang and monica hall win the best paper award at wowchemy.*|welcome to (?:wowchemy|hugo blox"
    r"|academic).*"
    r"|display jupyter notebooks with academic|writing technical content in .*"
    r"|academic: the website (?:builder|designer).*"
    r"|paper title number \d+|(?:talk|tutorial"
    r"|conference proceeding talk) \d+ on relevant topic in your field"
    r"|portfolio item number \d+|blog post number \d+|future blog post|teaching experience \d+|the godfather"
    r"|\W*(?:communicate your results effectively|easily create your own simple yet highly"
    r"|turn jupyter notebooks into blog posts|manage your projects|sharpen your thinking with a second brain"
    r"|teach academic courses"
    r"|create beautiful presentations with markdown|my amazing talk|my conference presentation"
    r"|welcome to jekyll).*"
    r"|pandas|pytorch|scikit-learn|tabs in a blog post|announcing a blog|someone\d* xy",
    re.IGNORECASE,
)
_CATEGORIES = {"sample-posts", "sample posts"}
_PEOPLE = {
    "nelson bighetti",
    "albert einstein",
    "吳恩達",
    "template name",
    "your full name",
    "your name",
    "you",
    "this could be you",
    "join us",
    "join our team",
    "open position",
    "open positions",
}
#: Placeholder files for several people.
_GROUPS = {"毕业生", "已毕业", "校友", "在读学生", "成员", "Alumni", "Members", "Students"}
#: Names that real people have too: the template's only together with its own picture, links or text.
_COMMON_PEOPLE = {"jane smith", "john doe", "sarah johnson", "alice wu", "alex johnson"}
_OF_COMMON_PEOPLE = re.compile(
    r"images/photo\.jpg|janesmith\.com|\bjohn-doe\b|sarah\.?johnson(?:@gmail|$)|lorem ipsum"
    r"|(?:test|johnson)@example\.(?:org|com)|distributed robotics, mobile computing",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESSES = re.compile(
    r"georgecushen|github\.com/gcushen|siwtmxoaaaaj|test@example\.(?:org|com)|you@example\.com|janesmith\.com"
    r"|^none@"
    r"|unsplash\.com/?$|//(?:www\.)?example\.(?:org|com)|alberteinstein\.com|0000-0001-8713-9213"
    r"|your-?(?:name|username|id)"
    r"|github\.com/hugoblox/hugo-blox-builder|github\.com/wowchemy|github\.com/?$|//youtube\.com/?$"
    r"|arxiv\.org/pdf/1512\.04133",
    re.IGNORECASE,
)
#: Digests of the news of the group whose site is the "allanlab" template: many copies still show them.
_NEWS = frozenset(
    """
    0369eb36 0a377c93 0e7a4a86 0f04fea5 114abd14 1538e184 1bbd3756 1bd0da1a 2668cc17 26d73d8c 2f04b668
    316c812a 32f440f0 32f927da 337d020b 35633f56 3865412a 3c8c2720 3fbd4a2d 416404b3 420254f3 45e7531f
    4948e42e 4bf43f60 6049598c 66ecbe82 6709258c 670dd41b 68816023 69de9d31 71069340 71ed3aa4 71f1d04b
    7822fc39 7832cc21 78a2d22f 79f0c739 7db6ed3e 887b8077 8b11f3bb 8e652903 906b069c 938d50e3 95bebeb7
    9a96014f a4df6ac9 a6d09874 a85c7a3b b1f93089 b33752fb ba6cc4bf c3947062 c55be2bd c7538aeb c9ee87a9
    ca70020c d0380be5 d25e61a2 e0f602e3 e1ffea4e e86261c4 e8897aa7 ebe21ae1 ece32a60 ecfc2da1 ee26c77e
    ee62f7cb faa53002 fab21d06 faf9c59d fc0846c5
    """.split()
)
_STUDIES = {
    ("phd artificial intelligence", "stanford university", "2016"),
    ("meng artificial intelligence", "massachusetts institute of technology", "2016"),
    ("bsc artificial intelligence", "massachusetts institute of technology", "2016"),
    ("phd in artificial intelligence", "stanford university", "2012"),
    ("meng in artificial intelligence", "massachusetts institute of technology", "2009"),
    ("bsc in artificial intelligence", "massachusetts institute of technology", "2008"),
}
_CERTIFICATES = {
    ("neural networks and deep learning", "coursera"),
    ("blockchain fundamentals", "edx"),
    ("object-oriented programming in r", "datacamp"),
    ("object-oriented programming in r: s3 and r6 course", "datacamp"),
}
_SAMPLE_DOIS = {"10.1371/journal.pcbi.1007128", "10.1016/j.csbj.2020.05.017", "10.7554/elife.32822"}
#: The ORCID iDs of the template's author and PI, for which it lists all papers.
_SAMPLE_ORCIDS = {"0000-0002-4655-3773", "0000-0001-8713-9213"}
_SAMPLE_AUTHORS = re.compile(r"^(?:A\w*\.? )?Einstein$|^Albert Einstein$|^K\w*\.? Przibram$", re.IGNORECASE)


def is_text(text: str) -> bool:
    """Return whether a paragraph is one of a template."""
    plain = _MARKUP.sub("", text.lower()).replace("’", "'")
    if any(part in plain for part in _PARTS) or _is_filler(plain):
        return True
    lines = [line.lstrip(" ->#") for line in plain.split("\n")]
    return any(line.startswith(_BEGINNINGS) for line in lines)


def _is_filler(plain: str) -> bool:
    """Return whether a text in lower case is Latin that only fills a page."""
    words = re.findall(r"[a-z]{2,}", plain)
    filler = [word for word in words if word in _FILLER]
    return len(set(filler)) > 5 and 3 * len(filler) > len(words)


def is_placeholder(text: str) -> bool:
    """Return whether a text is a placeholder: "TBD", "N/A"."""
    return bool(_PLACEHOLDERS.fullmatch(text.strip(" *_")))


def is_post(title: str, categories: list[str]) -> bool:
    """Return whether a post, talk or project is an example of a template."""
    return bool(_TITLES.fullmatch(" ".join(title.split()))) or any(
        one.lower() in _CATEGORIES for one in categories
    )


def is_news(text: str) -> bool:
    """Return whether a news item is one that came along with a template."""
    plain = re.sub(r"<[^<>]*>|\W", "", text).lower()[:40]
    return hashlib.sha256(plain.encode()).hexdigest()[:8] in _NEWS


def is_person(name: str, evidence: str) -> bool:
    """Return whether a person is one of a template. ``evidence`` is all the text about the person."""
    plain = " ".join(re.sub(r"[^\W\d_]*[\u3400-\u9fff]+", "", name).split()).casefold() or name.strip()
    plain = re.sub(r"^(?:dr|prof)\.?\s+|[\s!?.]+$", "", plain)
    if (
        plain in _PEOPLE
        or name.strip() in _GROUPS
        or _TITLES.fullmatch(plain)
        or plain.startswith("nelson bighetti")
    ):
        return True
    return plain in _COMMON_PEOPLE and bool(_OF_COMMON_PEOPLE.search(evidence))


def is_address(address: str) -> bool:
    """Return whether a link is one of a template."""
    return bool(_ADDRESSES.search(address.strip()))


def is_study(degree: str, school: str, year: str) -> bool:
    """Return whether a study is one of a template's example person."""
    is_blank = re.search(r"(?:\.{3}|…)$", degree.strip())  # "PhD in ..."
    return bool(is_blank) or (degree.casefold(), school.casefold(), year[:4]) in _STUDIES


def is_certificate(title: str, issuer: str) -> bool:
    """Return whether an accomplishment is one of a template."""
    return (title.casefold(), issuer.casefold()) in _CERTIFICATES


def is_publication(title: str, authors: list[str], year: str) -> bool:
    """Return whether a paper is one of a template, such as those of Einstein in al-folio."""
    if _TITLES.fullmatch(" ".join(title.split())):
        return True
    if any(author.casefold() in _PEOPLE - {"albert einstein"} for author in authors):
        return True
    return bool(year) and year < "1968" and any(_SAMPLE_AUTHORS.match(author) for author in authors)


def is_citation(record: Mapping, doi: str, orcids: set[str]) -> bool:
    """Return whether an entry of the lab website template's citations is for the template's own people.

    ``orcids`` are those of the members: the people of the template have a site of their own.
    """
    orcid = str(record.get("orcid") or "")
    if orcid in _SAMPLE_ORCIDS:
        return orcid not in orcids
    return doi.lower() in _SAMPLE_DOIS and not orcids & _SAMPLE_ORCIDS
