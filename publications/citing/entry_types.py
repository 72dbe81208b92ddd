"""The kind of publication that a BibTeX entry describes: one rule for the import and the export."""

import re

# Entry types of BibTeX and biblatex, and common non-standard ones. Any other type has the kind "other".
_ENTRY_TYPES = {
    "conference": "conference inproceedings",
    "journal": "article periodical suppperiodical review newspaper newsarticle",
    "thesis": "phdthesis mastersthesis masterthesis bachelorsthesis bachelorthesis thesis dissertation",
    "book": "book mvbook collection mvcollection reference mvreference proceedings mvproceedings booklet",
    "chapter": "incollection inbook inreference bookinbook suppbook suppcollection",
    "report": "techreport report manual techmemo standard",
    "patent": "patent",
    "software": "software softwareversion softwaremodule code",
    "dataset": "dataset data",
    "preprint": "preprint eprint",
}
_KIND_OF_TYPE = {entry_type: kind for kind, types in _ENTRY_TYPES.items() for entry_type in types.split()}
# The type of a thesis, in biblatex's keywords or in words; "thesis" alone may be anything.
_THESIS_TYPE = re.compile(
    r"(?:phd|ma|mathesis|phdthesis|bathesis|candthesis|habilthesis|.*\b(?:phd|doctora\w*|master\S*|bachelor\S*"
    r"|licentiate|diploma|habilitation)\b.*\b(?:thesis|dissertation)\b.*|(?:thesis|dissertation)"
    r"|.*(?:博士|硕士|学士|学位|毕业)(?:学位)?论文.*|.*dissertation.*)",
    re.IGNORECASE,
)
_PREPRINT_SERVER = re.compile(
    r"(?:arxiv\b.*|corr|computing research repository.*"
    r"|(?:bio|med|chem|psy|soc|eng|tech|edu?|eco|ecoevo|earth|afric|agri|sport)a?r?xiv\b.*"
    r"|(?:ssrn|research square|preprints\.org)(?: (?:electronic journal|preprint))?"
    # DBLP gives these as journals.
    r"|electron(?:ic|\.)? colloquium (?:on )?comput(?:ational|\.)? complex(?:ity|\.)?.*"
    r"|(?:iacr )?cryptol(?:ogy|\.)? eprint arch(?:ive|\.)?.*)",
    re.IGNORECASE | re.DOTALL,
)
#: DOIs of arXiv, bioRxiv and medRxiv, SSRN, Research Square, ChemRxiv, PsyArXiv, Preprints.org and TechRxiv.
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550/|(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,}|2139/ssrn|21203/rs|26434/chemrxiv|31234/osf"
    r"|20944/preprints|36227/techrxiv)",
    re.IGNORECASE,
)
_WORKSHOP = re.compile(r"\bworkshops?\b|研讨会", re.IGNORECASE)


def is_preprint_server(name: str) -> bool:
    """Return whether a venue or publisher is a server of preprints, such as "bioRxiv"."""
    return _PREPRINT_SERVER.fullmatch(name.strip()) is not None


def is_thesis_type(entry_type: str, work_type: str) -> bool:
    """Return whether a general entry type, such as @misc, has a `type` that makes it a thesis."""
    is_general = _KIND_OF_TYPE.get(entry_type.lower(), "other") == "other"
    return is_general and _THESIS_TYPE.fullmatch(work_type.strip()) is not None


def kind_of_entry(
    entry_type: str,
    venue: str = "",
    has_arxiv_id: bool = False,
    doi: str = "",
    *,
    publisher: str = "",
    is_in_journal: bool = False,
) -> str:
    """Return the kind of publication (one of `KINDS`) for a BibTeX entry type in any letter case.

    `venue` tells workshop papers from conference papers. A paper whose only venue or publisher is a preprint
    server, or that has an arXiv ID or a DOI of such a server and no venue, is a preprint whatever its entry
    type. A @misc with volume or pages of a journal (`is_in_journal`) is an article.
    """
    kind = _KIND_OF_TYPE.get(entry_type.lower(), "other")
    if is_in_journal and entry_type.lower() == "misc":
        kind = "journal"
    if kind == "conference" and _WORKSHOP.search(venue):
        return "workshop"
    if kind in {"journal", "other", "report", "conference"} and is_preprint_server(venue):
        return "preprint"
    if (
        kind in {"journal", "other"}
        and not venue
        and (is_preprint_server(publisher) or (has_arxiv_id and not doi))
    ):
        return "preprint"
    if kind in {"journal", "other", "report"} and not venue and _PREPRINT_DOI.match(doi):
        return "preprint"
    return kind
