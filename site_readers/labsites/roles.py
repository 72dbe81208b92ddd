"""Tell the role of a person, and whether the person still is a member, from the labels of a site."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PREVIOUS = re.compile(
    r"\balum\b|alumn|\bformer|\bpast\b|\bprevious|\bgraduated\b|(?<![-\w])graduates(?!\s+stud)|\bleft\b"
    r"|\bretired\b"
    r"|毕业|已离|离组|离职|往届|前成员|校友|曾经",
    re.IGNORECASE,
)
_CURRENT = re.compile(r"\bcurrent|\bpresent\b|\bactive\b|在读|在校|在职|现任|现有|现役", re.IGNORECASE)
_OUTSIDER = re.compile(
    r"collaborat|\bpartners?\b|\bsponsors?\b|\bfunders?\b|advisory board|\bmascots?\b|\bpets?\b"
    r"|\b(?:lab )?(?:dogs?|cats?)\b"
    r"|合作者|合作教师|合作单位|合作伙伴",
    re.IGNORECASE,
)
#: What a label says about the role, in the order of decision. The names are those of `people.models.Role`.
_ROLES = [
    ("visitor", r"\bvisit(?:or|ing)|\bguest|\bexchange|访问|交流生"),
    (
        "pi",
        r"principal investigator|\b(?:co )?pis?\b|\bp\.i\.|\b(?:lab|group|team|center|centre)"
        r" (?:head|director|leader|lead)\b|\bhead of (?:the )?(?:lab|group)|^(?:co )?directors?$"
        r"|负责人|课题组长|带头人",
    ),
    ("postdoc", r"\bpost? ?doc|博士后"),
    ("phd", r"(?:ph\.? ?d\.?|doctoral|d\.?phil\.?) (?:student|candidate|researcher|scholar|fellow)"),
    ("undergraduate", r"high school|高中"),
    ("intern", r"\bintern(?:s|ships?)?\b|\bco op\b|实习"),
    (
        "undergraduate",
        r"\bunder ?grad|\bbachelor|\bbsc\b|\bb\.? ?(?:sc|eng|a)\.? student|honou?rs student|本科|学士",
    ),
    ("faculty", r"professor|\bfaculty|lecturer|\bteachers?\b|\bprof\b|教授|讲师|教师|研究员|导师|老师|院士"),
    ("phd", r"\bph\.? ?d\b|\bdoctoral|\bdoctorate|\bd\.?phil|博士|硕博|直博"),
    ("master", r"\bmaster|\bma(?:sc)?\b(?= students?\b|$)|\bm\.? ?(?:sc|phil|eng|s)\.?(?:\b|$)(?! ?&)|硕士"),
    (
        "staff",
        r"\bstaff|technician|\btech\b|\blab ?tech|research assistant|\bras?\b|research assoc|programmer"
        r"|engineer"
        r"|developer|manager|coordinator|\badmin|secretar|scientist|analyst|specialist|designer|librarian"
        r"|行政|秘书|工程师|科研助理|研究助理|技术员|实验员|工作人员",
    ),
]
_COMPILED = [(role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _ROLES]
_OF_HIGH_SCHOOL = re.compile(r"high school|高中", re.IGNORECASE)
#: Who supervises a student: "PhD student, co-supervised with Prof. Lee".
_SUPERVISED = re.compile(r"\b(?:co |jointly )?(?:supervis|advis|mentor)\w* (?:by|with)\b.*", re.IGNORECASE)
_STATUS_WORDS = re.compile(
    r"^(?:(?:our|the|all|alum\w*|current|present|active|former|past|previous|graduated|lab|group|team"
    r"|meet) )*"
    r"(?:alum\w*|members?|people|team|group|graduates?|current|former|past|previous|active|在读|现有|往届"
    r"|已?毕业(?:生|校友)?|校友|成员)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Standing:
    """The role of a person: one of `people.models.Role` in lower case, else the label of the site, or "".

    `status` is "current", "previous" or "" if no label says. `is_outsider`: no member, such as a
    collaborator. `conflict` names two labels that contradict each other, or is "".
    """

    role: str = ""
    status: str = ""
    is_outsider: bool = False
    conflict: str = ""


def role_of(label: str) -> str:
    """Return the role in a label such as "PhD student", or "" if the label names none or several."""
    text = _SUPERVISED.sub("", _plain(label))
    if _OF_HIGH_SCHOOL.search(text):
        return ""
    role = next((role for role, pattern in _COMPILED if pattern.search(text)), "")
    if role in {"phd", "master"} and {"phd", "master"} <= _degrees(text):
        return ""
    return role


def status_of(label: str) -> str:
    """Return "previous", "current" or "" for a label such as "Alumni"."""
    text = _plain(label)
    if _PREVIOUS.search(text):
        return "previous"
    return "current" if _CURRENT.search(text) else ""


def is_general(label: str) -> bool:
    """Return whether a label says no more than that somebody is or was a member, such as "Team"."""
    return bool(_STATUS_WORDS.match(_plain(label)))


def standing(labels: Iterable[str]) -> Standing:
    """Combine the labels of one person, the most precise first.

    A label that says "former" wins over one that says "current"; "principal investigator" wins over
    other roles.
    """
    texts = [text for text in (label.strip(" _*") for label in labels) if text]
    roles = [role for role in map(role_of, texts) if role]
    role = "pi" if "pi" in roles else next(iter(roles), "")
    if not role:
        role = next((text for text in texts if not is_general(text)), "")
    statuses = {status_of(text): text for text in texts}
    status = "previous" if "previous" in statuses else "current" if "current" in statuses else ""
    conflict = ""
    if {"previous", "current"} <= statuses.keys():
        conflict = f"“{statuses['current']}” contradicts “{statuses['previous']}”"
    is_outsider = not roles and any(_OUTSIDER.search(text) for text in texts)
    return Standing(role, status, is_outsider, conflict)


def _plain(label: str) -> str:
    return re.sub(r"[-_’'\s]+", " ", label).strip()


def _degrees(text: str) -> set[str]:
    return {role for role, pattern in _COMPILED if role in {"phd", "master"} and pattern.search(text)}
