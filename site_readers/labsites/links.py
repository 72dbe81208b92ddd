"""Turn the links and user names of a site into links with a kind, as in `people` and `publications`."""

import re
from urllib.parse import urlsplit

from site_readers.items import Link

#: The kind of a link by the name of its field or icon.
_KINDS = {
    "homepage": "home_page homepage website web webpage personal_website personal_page site page globe house"
    " home url 主页 个人主页",
    "google-scholar": "google_scholar googlescholar scholar gscholar scholar_userid google_scholar_id"
    " 谷歌学术",
    "orcid": "orcid orcid_id",
    "dblp": "dblp dblp_url",
    "semantic-scholar": "semantic_scholar semanticscholar semanticscholar_id",
    "researchgate": "researchgate research_gate research_gate_profile researchgate_profile",
    "github": "github github_username github_id",
    "gitlab": "gitlab gitlab_username",
    "huggingface": "huggingface hugging_face",
    "linkedin": "linkedin linkedin_username linkedin_in",
    "x": "twitter x x_twitter twitter_username x_username",
    "mastodon": "mastodon mastodon_username",
    "bluesky": "bluesky bluesky_url",
    "zhihu": "zhihu zhihu_username",
    "bilibili": "bilibili",
    "weibo": "weibo",
    "youtube": "youtube youtube_id",
    "cv": "cv resume cv_pdf file_pdf 简历",
    "link": "link facebook instagram threads medium stackoverflow publons scopus researcher_id osf kaggle"
    " external",
}
KIND_OF_FIELD = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_ADDRESSES = {
    "google-scholar": "https://scholar.google.com/citations?user={}",
    "orcid": "https://orcid.org/{}",
    "dblp": "https://dblp.org/pid/{}",
    "semantic-scholar": "https://www.semanticscholar.org/author/{}",
    "researchgate": "https://www.researchgate.net/profile/{}",
    "github": "https://github.com/{}",
    "gitlab": "https://gitlab.com/{}",
    "huggingface": "https://huggingface.co/{}",
    "linkedin": "https://www.linkedin.com/in/{}",
    "x": "https://x.com/{}",
    "bluesky": "https://bsky.app/profile/{}",
    "zhihu": "https://www.zhihu.com/people/{}",
    "bilibili": "https://space.bilibili.com/{}",
    "weibo": "https://weibo.com/{}",
    "youtube": "https://www.youtube.com/@{}",
}
_OF_OTHER_FIELDS = {
    "facebook": "https://www.facebook.com/{}",
    "instagram": "https://www.instagram.com/{}",
    "threads": "https://www.threads.net/@{}",
    "medium": "https://medium.com/@{}",
}
_HOSTS = [
    ("google-scholar", r"scholar\.google(usercontent)?\."),
    ("orcid", r"orcid\.org$"),
    ("dblp", r"dblp\."),
    ("semantic-scholar", r"semanticscholar\.org$"),
    ("researchgate", r"researchgate\.net$"),
    ("github", r"(^|\.)github\.com$"),
    ("gitlab", r"^gitlab\."),
    ("huggingface", r"huggingface\.co$"),
    ("linkedin", r"linkedin\.com$"),
    ("x", r"(^|\.)(twitter|x)\.com$"),
    ("bluesky", r"bsky\.app$"),
    ("zhihu", r"zhihu\.com$"),
    ("bilibili", r"bilibili\.com$"),
    ("weibo", r"weibo\.(com|cn)$"),
    ("youtube", r"youtube\.com$|youtu\.be$"),
]
_ADDRESS = re.compile(r"https?://[^\s)<>\"'\]]+")
_EMAIL = re.compile(r"^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$")
_DOMAIN = re.compile(r"^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?$", re.IGNORECASE)
#: The kind of a publication's link by the name of its field or label.
_OF_PAPERS = [
    ("code", r"code|github|software|repo|implementation|代码"),
    ("data", r"data|benchmark|数据"),
    ("slides", r"slide|ppt|幻灯"),
    ("poster", r"poster|海报"),
    ("video", r"video|youtube|bilibili|recording|talk|视频"),
    ("project", r"project|website|demo|homepage|项目|主页"),
    ("arxiv", r"arxiv|preprint"),
    ("doi", r"^doi$"),
    ("media", r"blog|press|media|news|podcast|报道"),
    ("pdf", r"pdf|full ?text"),
    (
        "paper",
        r"paper|publisher|journal|html|source|article|external|acm|ieee|openreview|proceedings|论文|链接",
    ),
]


def is_email(text: str) -> bool:
    return bool(_EMAIL.match(text))


def person_link(field: str, value: str) -> Link | None:
    """Return the link of a person from a field or icon and its value, or None if it leads nowhere."""
    text = value.strip()
    match = _ADDRESS.search(text)
    kind = KIND_OF_FIELD.get(re.sub(r"[\s-]+", "_", field.strip().lower()), "")
    if match:
        url = match[0].rstrip(".,;")
        return Link(kind=_kind_of_host(url) or kind or "link", url=url)
    if not text or text.startswith(("#", "/", "mailto:")) or " " in text:
        return None
    if kind in {"homepage", "link", "cv", ""} or (_DOMAIN.match(text) and "/" in text):
        if not _DOMAIN.match(text) or (text.lower().endswith((".pdf", ".html", ".md")) and "/" not in text):
            other = _OF_OTHER_FIELDS.get(field.strip().lower())
            return Link(kind="link", url=other.format(text.lstrip("@"))) if other else None
        url = f"https://{text}"
        return Link(kind=_kind_of_host(url) or kind or "link", url=url)
    if kind == "mastodon":
        user, _, host = text.lstrip("@").partition("@")
        return Link(kind=kind, url=f"https://{host}/@{user}") if host else None
    if kind == "google-scholar":
        text = text.removeprefix("user=")
    return Link(kind=kind, url=_ADDRESSES[kind].format(text.lstrip("@").rstrip("/")))


def paper_link(label: str, address: str) -> Link | None:
    """Return the link of a publication from its label and address, or None if it leads nowhere."""
    text = address.strip()
    if not _ADDRESS.match(text):
        return None
    host, path = urlsplit(text).hostname or "", urlsplit(text).path.lower()
    if host.endswith("doi.org"):
        return Link(kind="doi", url=text)
    if host.endswith("arxiv.org"):
        return Link(kind="pdf" if "/pdf/" in path else "arxiv", url=text)
    plain = re.sub(r"[-_\s]+", " ", label.strip().lower().removeprefix("url_"))
    kind = next((kind for kind, pattern in _OF_PAPERS if re.search(pattern, plain)), "")
    if kind in {"", "paper", "doi", "arxiv"}:
        if path.endswith(".pdf"):
            kind = "pdf"
        elif host == "github.com":
            kind = "code"
    return Link(kind="paper" if kind == "doi" else kind or "link", url=text)


def doi_link(text: str) -> Link | None:
    """Return the link for a DOI with or without prefix, or None."""
    match = re.search(r"10\.\d{4,9}/[^\s\"<>]+", text)
    return Link(kind="doi", url=f"https://doi.org/{match[0].rstrip('.,;)')}") if match else None


def add_link(links: list[Link], link: Link | None) -> bool:
    """Append a link unless it is None or there already; return whether it was one."""
    if link is not None and all(_same_target(link, other) is False for other in links):
        links.append(link)
    return link is not None


def _same_target(link: Link, other: Link) -> bool:
    return link.url.rstrip("/").lower() == other.url.rstrip("/").lower()


def _kind_of_host(url: str) -> str:
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return next((kind for kind, pattern in _HOSTS if re.search(pattern, host)), "")
