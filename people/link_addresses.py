"""Complete identifiers and user names to the links of a profile: a bare ORCID iD becomes its URL."""

import re
import unicodedata

from django.utils.translation import gettext as _

from core.short_addresses import completer
from people.models.links import LinkKind

_HANDLE = r"@?([a-z0-9][a-z0-9_-]*)"
_complete = completer(
    {
        LinkKind.GOOGLE_SCHOLAR: [
            (r"(?:user=)?([\w-]{12})", "https://scholar.google.com/citations?user={}"),
        ],
        LinkKind.DBLP: [(r"(?:pid/)?((?:\d{1,3}|[a-z])/[\w-]+)", "https://dblp.org/pid/{}")],
        LinkKind.SEMANTIC_SCHOLAR: [(r"(\d{4,12})", "https://www.semanticscholar.org/author/{}")],
        LinkKind.RESEARCHGATE: [(r"(?:profile/)?([\w-]+)", "https://www.researchgate.net/profile/{}")],
        LinkKind.GITHUB: [(r"@?([a-z0-9][a-z0-9-]{0,38})", "https://github.com/{}")],
        LinkKind.GITLAB: [(_HANDLE, "https://gitlab.com/{}")],
        LinkKind.HUGGINGFACE: [(_HANDLE, "https://huggingface.co/{}")],
        LinkKind.LINKEDIN: [(r"@?(?:in/)?([\w-]{3,100})/?", "https://www.linkedin.com/in/{}")],
        LinkKind.X: [(r"@?([a-z0-9_]{1,15})", "https://x.com/{}")],
        LinkKind.MASTODON: [(r"@?([\w.]+)@([a-z0-9-]+(?:\.[a-z0-9-]+)+)", "https://{1}/@{0}")],
        LinkKind.BLUESKY: [
            (r"@?(?!bsky\.app$)([a-z0-9-]+(?:\.[a-z0-9-]+)+)", "https://bsky.app/profile/{}"),
            (r"@?([a-z0-9-]+)", "https://bsky.app/profile/{}.bsky.social"),
        ],
        LinkKind.ZHIHU: [(r"@?(?:people/)?([\w-]+)", "https://www.zhihu.com/people/{}")],
        LinkKind.BILIBILI: [(r"(?:uid\s*:?\s*)?(\d{1,20})", "https://space.bilibili.com/{}")],
        LinkKind.WEIBO: [(r"(\d{5,12})", "https://weibo.com/u/{}"), (_HANDLE, "https://weibo.com/{}")],
        LinkKind.YOUTUBE: [
            (r"(UC[\w-]{22})", "https://www.youtube.com/channel/{}"),
            (r"@([\w.-]{3,30})", "https://www.youtube.com/@{}"),
            (r"([\w-]{3,30})", "https://www.youtube.com/@{}"),
        ],
    }
)
#: An iD, or the URL of one; hyphens and blanks between the digits may be missing.
_ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid\s*:?\s*)?"
    r"(\d{4})[\s\u2010-\u2015-]?(\d{4})[\s\u2010-\u2015-]?(\d{4})[\s\u2010-\u2015-]?(\d{3}[\dx])/?",
    re.IGNORECASE,
)


def full_address(kind: str, text: str) -> str:
    """Return the URL that an identifier or user name of this kind stands for; any other text unchanged.

    Raises ValueError for an ORCID iD with a wrong check digit.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if kind != LinkKind.ORCID:
        return _complete(kind, plain)
    match = _ORCID.fullmatch(plain)
    if match is None:
        return plain
    orcid = "-".join(match.groups()).upper()
    if not has_valid_check_digit(orcid):
        raise ValueError(_("This ORCID iD is not valid. Check its digits."))
    return f"https://orcid.org/{orcid}"


def has_valid_check_digit(orcid: str) -> bool:
    """Return whether the last character of an ORCID iD is its check digit (ISO 7064 MOD 11-2)."""
    *digits, check = orcid.replace("-", "")
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    value = (12 - total % 11) % 11
    return check == ("X" if value == 10 else str(value))
