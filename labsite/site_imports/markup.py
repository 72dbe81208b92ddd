"""Links in the raw text of an item, and texts in two languages."""

import re

#: The address of a page elsewhere, and not that of a file of the same site.
IS_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff"
#: Text in brackets with Chinese characters and without Latin words.
_CHINESE_GROUP = re.compile(rf"\s*[(（]\s*([^()（）A-Za-z]*[{_HAN}][^()（）A-Za-z]*)\s*[)）]")
_MARKDOWN_LINK = re.compile(r"(?<!!)\[((?:\\.|[^\[\]\\])*)\]\(\s*<?([^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)")
_HTML_LINK = re.compile(r"<a\b[^>]*?href\s*=\s*[\"']?([^\"'\s>]+)[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)


def split_languages(text: str) -> tuple[str, str]:
    """Return the text without its Chinese translation in brackets, and that translation; "" without one."""
    groups = _CHINESE_GROUP.findall(text)
    rest = " ".join(_CHINESE_GROUP.sub("", text).split())
    if len(groups) != 1 or not re.search("[A-Za-z]", rest) or re.search(f"[{_HAN}]", rest):
        return text, ""
    return rest, groups[0].strip()


def labels_of_links(raw: str) -> dict[str, str]:
    """Return the texts of the links in Markdown or HTML by their addresses."""
    pairs = [(url, label) for label, url in _MARKDOWN_LINK.findall(raw)] + _HTML_LINK.findall(raw)
    labels: dict[str, str] = {}
    for url, label in pairs:
        if plain := _plain(label):
            labels.setdefault(url, plain)
    return labels


def with_links(text: str, urls: list[str], raw: str) -> str:
    """Return a plain text as Markdown, with links on the words that they have in ``raw``.

    A link whose words are not in the text follows it.
    """
    labels, result, further = labels_of_links(raw), text, []
    for url in dict.fromkeys(urls):
        if f"]({url})" in text:  # the text is already Markdown
            continue
        label = labels.get(url, "")
        link = f"[{label}]({url})"
        pattern = rf"(?<![\[\w]){re.escape(label)}(?![\]\w])"
        if label and not re.search(r"[\[\]]", label) and re.search(pattern, result):
            result = re.sub(pattern, lambda _, link=link: link, result, count=1)
        else:
            further.append(f"<{url}>" if not label else f"[{re.sub(r'[][]', '', label)}]({url})")
    return " ".join([result, *further])


def _plain(label: str) -> str:
    label = re.sub(r"<[^>]*>|!\[[^\]]*\]\([^)]*\)", "", label)
    return " ".join(re.sub(r"[*_`\\]", "", label).split())
