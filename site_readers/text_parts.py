"""Take texts apart: sentences, segments outside brackets, decoration, and kinds of links."""

import re

from site_readers.blocks import Block, squeezed
from site_readers.items import Link

_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\u3030\u303d\u3297\u3299\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f]|:[a-z0-9_+-]+:"
)
_LEADING = re.compile(r"^(?:[\s:：,，;；|｜•·・\-–—~*]|(?<!\d)\.(?!\d))+")
_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "《": "》", "“": "”", "「": "」"}
_PLACEHOLDER = re.compile(
    r"^(?:#|javascript:|\[|\{|about:blank|https?://?$|todo|tbd|xxx|url|link)|^(?:https?://)?(?:example\.com)?/?$",
    re.IGNORECASE,
)

#: A longer text in Chinese is not a label.
MAX_HAN_LABEL = 8
#: Kinds of links of publications by the words of their labels, and then by their addresses.
_LABELS = [
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        ("code", r"\bcodes?\b|github|gitlab|源码|代码|implementation|\brepo(?:sitory)?\b|stars?$"),
        ("data", r"\bdata(?:set)?s?\b|数据|hugging ?face|benchmark|\bmodels?\b|weights"),
        ("slides", r"slides?\b|\bppt\b|幻灯"),
        ("video", r"video|youtube|bilibili|视频|recording|\bdemo video"),
        ("poster", r"poster|海报"),
        ("arxiv", r"ar ?xiv"),
        ("doi", r"\bdoi\b"),
        ("bibtex", r"bib ?tex|\bbib\b|\bcite\b|citation"),
        ("supplement", r"supp|appendix|附录"),
        ("project", r"project|homepage|website|web ?page|主页|项目|\bdemo\b|\bpage\b"),
        ("pdf", r"\bpdf\b|全文"),
        (
            "paper",
            r"\bpapers?\b|\blink\b|\barticle\b|\bworking[_ ]paper|\bopen access\b|\bchapter\b|\bssrn\b"
            r"|\bmaterials?\b|\breplication\b|\bonline\b|\bdownload\b"
            r"|论文|原文|链接|\bhtml\b|publisher|official|full ?text|preprint"
            r"|openreview|acm|ieee|springer|elsevier|abs(?:tract)?$",
        ),
    )
]
_ADDRESSES = [
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        ("doi", r"//(?:dx\.)?doi\.org/"),
        ("arxiv", r"//(?:www\.)?arxiv\.org/"),
        ("code", r"//(?:www\.)?(?:github|gitlab|gitee|bitbucket)\.(?:com|org)/"),
        ("data", r"//(?:www\.)?(?:huggingface\.co|zenodo\.org|kaggle\.com)/"),
        ("video", r"//(?:www\.)?(?:youtube\.com|youtu\.be|bilibili\.com|vimeo\.com)/"),
        ("pdf", r"\.pdf(?:$|[?#])"),
    )
]
#: Kinds of a person's links by their addresses.
_PROFILES = [
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        ("google-scholar", r"scholar\.google\."),
        ("orcid", r"orcid\.org/"),
        ("dblp", r"dblp\.(?:org|uni-trier\.de)"),
        ("semantic-scholar", r"semanticscholar\.org/"),
        ("researchgate", r"researchgate\.net/"),
        ("github", r"github\.com/[\w-]+/?$"),
        ("gitlab", r"gitlab\.com/[\w-]+/?$"),
        ("huggingface", r"huggingface\.co/"),
        ("linkedin", r"linkedin\."),
        ("x", r"//(?:www\.)?(?:twitter|x)\.com/"),
        ("bluesky", r"bsky\.app/"),
        ("zhihu", r"zhihu\.com/"),
        ("bilibili", r"bilibili\.com/"),
        ("weibo", r"weibo\.com/"),
        ("youtube", r"youtube\.com/"),
        ("cv", r"(?:cv|resume|vitae)[^/]*\.pdf"),
    )
]

#: Words between those that name what a link leads to: "Materials, data and computational model".
_GLUE = re.compile(
    r"and|the|of|for|list|all|more|see|full|open|access|computational|version|final|author['’]s|copy",
    re.IGNORECASE,
)
#: "DOI: 10.1000/182", "arXiv:2401.00001" or an address, as the text of a link.
_IDENTIFIER = re.compile(
    r"(?:(?:doi|arxiv)\s*[:：]?\s*)?(?:(?:10\.\d{4,}/|\d{4}\.\d{4,5}|https?://|www\.)\S*)(?:\s*\[[\w.-]+\])?",
    re.IGNORECASE,
)


def is_address(href: str) -> bool:
    """Return whether a link leads anywhere: not empty, a placeholder, or a place on the same page."""
    return (
        bool(href)
        and not _PLACEHOLDER.search(href)
        and not re.search(r"[\s\[\]<>]", href)
        and "{{" not in href
    )


def without_emoji(text: str) -> str:
    """Return a text without emoji and their short names."""
    return squeezed(_EMOJI.sub(" ", text))


def without_decoration(text: str) -> str:
    """Return a text without the emoji, dashes and separators at its start, and without bars at its end."""
    previous = None
    while text != previous:
        previous = text
        text = _LEADING.sub("", text.strip())
        text = re.sub(rf"^(?:{_EMOJI.pattern})+", "", text)
    return re.sub(r"[\s|｜/\\]+$", "", re.sub(rf"(?:\s*(?:{_EMOJI.pattern}))+$", "", text)).strip()


def publication_link(label: str, href: str) -> Link:
    """Return the link of a publication with its kind, by its label and its address."""
    for kind, words in _LABELS:
        if label and words.search(label):
            return Link(kind=kind, url=href)
    return Link(kind=next((kind for kind, words in _ADDRESSES if words.search(href)), "link"), url=href)


def is_link_label(label: str) -> bool:
    """Return whether the text of a link names what it leads to, such as "PDF" or "Project page"."""
    plain = re.sub(
        r"[(（](?:coming soon|soon|tba|tbd|即将)[^()（）]*[)）]", "", without_emoji(label), flags=re.I
    )
    words = plain.strip(" []()（）【】|/,.:：")
    if not words:
        return True
    if _IDENTIFIER.fullmatch(words):
        return True
    if len(re.findall(r"[\u3400-\u9fff]", words)) > MAX_HAN_LABEL:
        return False  # a title, such as one about 数据
    whole = any(form.search(words) for _, form in _LABELS)
    if whole and len(words.split()) <= 2:
        return len(words) <= 28
    named = [word for word in re.split(r"[\s,/&+]+", words) if word and not _GLUE.fullmatch(word)]
    known = [any(form.search(word) for _, form in _LABELS) for word in named]
    return len(words) <= 40 and bool(known) and all(known)


def profile_link(href: str) -> Link:
    """Return the link of a person with its kind, by its address."""
    kind = next((kind for kind, words in _PROFILES if words.search(href)), "")
    return Link(kind=kind or ("homepage" if href.startswith("http") else "link"), url=href)


def links_of(block: Block) -> list[Link]:
    """Return the links in a text that is not a publication, each address once."""
    links: dict[str, Link] = {}
    for label, href in block.links:
        if is_address(href) and not href.startswith("mailto:"):
            links.setdefault(href, Link(kind=publication_link(label, href).kind, url=href))
    return list(links.values())


def split_outside(text: str, separators: str = ",，、;；") -> list[str]:
    """Split a text at separators outside brackets and quotes, and not inside numbers."""
    parts, begin, stack = [], 0, []
    for index, char in enumerate(text):
        if char in _PAIRS:
            stack.append(_PAIRS[char])
        elif stack and char == stack[-1]:
            stack.pop()
        elif char in separators and not stack:
            if char in ",." and text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit():
                continue
            parts.append(text[begin:index])
            begin = index + 1
    parts.append(text[begin:])
    if stack:  # an opening bracket that is never closed hides nothing
        parts[-1:] = re.split(rf"[{re.escape(separators)}]", parts[-1])
    return [squeezed(part) for part in parts if part.strip()]


def sentences(text: str) -> list[str]:
    """Split a text into sentences. Abbreviations such as "Prof." and "e.g." end none."""
    pieces = re.split(r"(?<=[。！？!?])\s*(?=\S)|(?<=\.)\s+(?=[A-Z\[(“\u4e00-\u9fff])", text)
    joined: list[str] = []
    for piece in pieces:
        if joined and re.search(
            r"(?:\b(?:Prof|Dr|Mr|Ms|Mrs|St|vs|e\.g|i\.e|etc|Ph\.D|B\.Sc|M\.Sc|Univ|Inc|Co|al|[A-Z])\.)$",
            joined[-1],
        ):
            joined[-1] += " " + piece
        elif joined and re.match(r"[)\]）”]", piece):
            joined[-1] += piece
        else:
            joined.append(piece)
    return [piece.strip() for piece in joined if piece.strip()]
