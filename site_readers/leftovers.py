"""Recognise samples of homepage templates that the owner has not replaced."""

import re

from site_readers import acad_homepage
from site_readers.labsites import samples

_EXAMPLES = re.compile(
    r"lorem ipsum|this post will show up by default|paper title number \d"
    r"|talk \d+ on relevant topic|tutorial \d+ on relevant topic"
    r"|conference proceeding talk \d+ on relevant|teaching experience \d\b|portfolio item number \d"
    r"|blog post number \d"
    r"|your name, you\b|\byour name\b|red brick university|github university|university of github"
    r"|london school of testing"
    r"|this is a description of (?:your|a) (?:talk|teaching|conference)|short description of portfolio item"
    r"|this paper is about the number \d|this paper is about fixing template"
    r"|contents above will be part of a list|signed in to 43 different slack teams"
    r"|see a map of all the places i've given a talk"
    r"|this is the front page of a website that is powered by|academic ?pages (?:is a ready-to-fork|template)"
    r"|a data-driven personal website|this is a sample blog post|headings are cool|aren't headings cool"
    r"|albert einstein|einstein,? a(?:lbert|\.)?\b|\beinstein's|a simple inline announcement"
    r"|a long announcement with details|a project with (?:a background|an? )"
    r"|every project has a beautiful feature"
    r"|a post with (?:images|code|comments|math|table|disqus|custom|diagrams|github|twitter)"
    r"|jean shorts|quinoa food truck"
    r"|write your biography here|put your address / p\.o\. box|street number|your linkedin"
    r"|555 your office number|\b123 your address street|your city, state|affiliations\W+address\. contacts"
    r"|a growing collection of your cool"
    r"|an example (?:conference|journal|preprint|publication|talk|project|event|post)\b"
    r"|example (?:conference|journal) paper"
    r"|click the \*?cite\*? button|slides can be added in a few ways|supplementary notes can be added here"
    r"|add the \*?publication's full text|nelson bighetti|吳恩達|wowchemy conference|hugo blox"
    r"|example university\b"
    r"|our paper about (?:incremental|few-shot) learning is accepted to"
    r"|we will host the acm multimedia asia 2020"
    r"|mnemonics training: multi-class incremental|i am a ph\.d\. student at \.\.\."
    r"|you can use markdown to format|sample (?:talk|paper|publication|project|page)\b|my favou?rite template"
    r"|relativity:? the special|zur elektrodynamik|molecular motion of",
    re.IGNORECASE,
)
#: The values of fields in the samples of academicpages.
_VALUES = frozenset(
    (
        "Journal 1",
        "GitHub Journal of Bugs",
        "UC San Francisco, Department of Testing",
        "UC-Berkeley Institute for Testing Science",
        "London School of Testing",
        "Testing Institute of America 2014 Annual Conference",
        "University 1, Department",
        "City, Country",
    )
)
#: The dates of its papers.
_DATES = frozenset(("2009-10-01", "2010-10-01", "2015-10-01"))
_FILES_OF_TEMPLATE = re.compile(r"//(?:www\.)?example\w*\.com|academicpages\.github\.io/files/")
#: Sample papers of templates, by title and one author.
_PAPERS = [
    ("deep residual learning for image recognition", "kaiming he"),
    ("continual learning for abdominal multi-organ and tumor segmentation", "yaoyao liu"),
    ("mnemonics training: multi-class incremental learning without forgetting", "yaoyao liu"),
]
#: The owners of homepages that others copy as a template, with their papers.
_TEMPLATE_AUTHORS = {"jonathan t. barron"}
#: Texts of entries in a template's data files. A file is a sample if all of its entries have such texts.
_ENTRIES = re.compile(
    r"continual learning for abdominal|mnemonics training|\(CVPR\) 2021-2023|\(ICCV\) 2021\b|\(ECCV\) 2022\b"
    r"|\(TPAMI\)|\(IJCV\)",
    re.IGNORECASE,
)


def is_example(text: str) -> bool:
    """Return whether a text is the example of a template."""
    return bool(_EXAMPLES.search(text)) or samples.is_text(text)


def is_example_value(text: str) -> bool:
    """Return whether the value of a field is that of a template's example, such as the venue "Journal 1"."""
    return text.strip() in _VALUES or is_example_address(text)


def is_example_date(date: str, citation: str) -> bool:
    """Return whether the date of a paper is that of the example of which it has kept the citation."""
    return date in _DATES and is_example(citation)


def is_example_address(address: str) -> bool:
    """Return whether an address is one of a template's example."""
    return bool(_FILES_OF_TEMPLATE.search(address))


def is_example_title(title: str) -> bool:
    """Return whether a page, post or project with this title is the example of a template."""
    return is_example(title) or samples.is_post(title, [])


def is_example_entry(text: str) -> bool:
    """Return whether an entry of a data file can be the example of a template, if all others are as well."""
    return bool(_ENTRIES.search(text)) or is_example(text)


def is_example_paper(title: str, authors: list[str], owner: set[str], year: str = "") -> bool:
    """Return whether a paper is the example of a template, and not by the owner of the page."""
    if samples.is_publication(title, authors, year) or acad_homepage.is_paper(title, authors, owner):
        return True
    names = {name.casefold() for name in authors}
    mine = {name.casefold() for name in owner}
    if (
        mine
        and _TEMPLATE_AUTHORS & names
        and not any(one.split()[-1] in name for one in mine for name in names)
    ):
        return True
    return any(
        title.casefold().startswith(sample) and author in names and not names & mine
        for sample, author in _PAPERS
    )
