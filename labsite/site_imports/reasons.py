"""Why something was not understood, in the language of the page: the reader itself says so in English."""

import re
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.languages import ENGLISH

#: What the reader says, with {} for names and numbers; those that begin with one come last.
_REASONS = (
    _("A cell without a header."),
    _("A condition of the template: both branches are read."),
    _("A copy of {}: check who this is."),
    _("A draft, left out."),
    _("A draft, which is not published, left out."),
    _("A file of the site, not a web address."),
    _("A heading inside “{}”."),
    _("A heading that announces no known section."),
    _("A label of services."),
    _("A label of {}."),
    _("A line inside “{}”."),
    _("A line of the page is longer than {} characters."),
    _("A link in a menu."),
    _("A loop of the template without an end."),
    _("A loop of the template, which is not run."),
    _("A page about the repository, left out."),
    _("A part that the page does not show, left out."),
    _("A post of a blog: there is no section for it."),
    _("A profile without a name."),
    _("A publication without a title."),
    _("A publication without a title; look the identifier up."),
    _("A row above the header."),
    _("A row without a name."),
    _("A second email address."),
    _("A table without a header that names people."),
    _("A tag of the template, which is not run."),
    _("A translation of {}."),
    _("A value of the template, which is not run."),
    _("About the person: belongs in the biography."),
    _("About {}."),
    _("Abstract of a paper."),
    _("Add other names in the profile."),
    _("Add those who share it."),
    _("An author that is a group."),
    _("An author without a name."),
    _("An earlier position."),
    _("An email address."),
    _("An entry of more than {} characters, left out."),
    _("An entry without a title or authors."),
    _("An entry without a title."),
    _("Author of a news item."),
    _("BibTeX that could not be read."),
    _("Biography of {}."),
    _("Check the roles: the site calls several people this."),
    _("Code of the site that is not run."),
    _("Contact and links: belong in the profile."),
    _("Details of a paper that have no field."),
    _("Expired, left out."),
    _("Files include each other too deeply."),
    _("Interest of {}."),
    _("Already in {}:{}."),
    _("Already in {}:{}, as “{}”."),
    _("Same DOI as {}:{}."),
    _("{} has come back, so this is not used."),
    _("{} is already in {}:{}."),
    _("The date is in the future, left out."),
    _("No heading above says what this is."),
    _("No link from the start page leads to this page, left out."),
    _("No page includes this file, left out."),
    _("No page of the site leads here, left out."),
    _("No page shows this bibliography, left out."),
    _("No page shows this data file, left out."),
    _("No page shows this file, or no reader knows it."),
    _("No page shows this list, left out."),
    _("No page that the navigation leads to shows this CV, left out."),
    _("No record of a known kind."),
    _("None of them has your name."),
    _("Not a member of the lab."),
    _("Not about the person."),
    _("Not published, left out."),
    _("Note on an author."),
    _("Of a Labsite, only the data files are read."),
    _("One of several bibliographies, of which no page shows one."),
    _("Only the first {} rows are read."),
    _("Openings have dates of their own. Add them anew."),
    _("Pictures are not fetched. Upload the photo."),
    _("Reading the source takes more than {} seconds. Import a part of it."),
    _("Research interests: belong in the profile."),
    _("Said of {}."),
    _("Short name of a venue."),
    _("Speaker of a talk."),
    _("Summary of a news item that has its own text."),
    _("Summary of a publication."),
    _("Template example, left out."),
    _("Text about a talk."),
    _("Text below a publication."),
    _("Text in a program of the page, which is not run."),
    _("Text of a link."),
    _("Text of a page."),
    _("The email address is that of the account."),
    _("The file cannot be read: {}"),
    _("The file is larger than {} MB."),
    _("The file is packed more densely than text can be."),
    _("The file lies outside the folder."),
    _("The front matter cannot be read: {}"),
    _("The included file is not in the source."),
    _("The lab adds members to teams."),
    _("The lab adds people to projects."),
    _("The lab enters where former members went."),
    _("The link leads to no web address."),
    _("The name is not a path inside the .zip."),
    _("The navigation does not lead to this entry, left out."),
    _("The navigation does not lead to this page, left out."),
    _("The page has thousands of brackets that are never closed."),
    _("The page is longer than {} characters. Import a part of it."),
    _("The pages list the papers: this file was not read."),
    _("The rest of the table cannot be read: {}"),
    _("The role contradicts the group."),
    _("The site does not show this page, left out."),
    _("The site has no page."),
    _("The site shows this person on no page."),
    _("The site shows this publication on no page."),
    _("The source has more than {} files. Import a part of it."),
    _("The text files are larger than {} MB. Import a part."),
    _("The translation of an item of “{}”."),
    _("There is no field for the description of a course."),
    _("There is no field for the description of a talk."),
    _("There is no field for the summary of a paper."),
    _("There is no field for this part of an item of “{}”."),
    _("There is no field for this."),
    _("There is no section for a {}."),
    _("There is no section for this part of the CV."),
    _("There is no section for this."),
    _("There is no such picture in the source."),
    _("This could not be read as a service."),
    _("This could not be read as an honor."),
    _("This could not be read as part of “{}”."),
    _("This entry could not be read."),
    _("This is not a date."),
    _("This is not a period."),
    _("This is not a study."),
    _("This is not a year."),
    _("This is not an identifier."),
    _("This is not in the format of a Labsite."),
    _("This part of the BibTeX file cannot be read."),
    _("Two labels contradict each other."),
    _("Who received an honor."),
    _("There is no field for this link."),
    _("A link to a file of the source."),
    _("The rows of a profile come in when the person imports the file."),
    _("{} cannot be read: {}"),
    _("{} has no Markdown, HTML, YAML, JSON, BibTeX or CSV file."),
    _("{} is encrypted. Use no password."),
    _("{} is larger than {} MB."),
)


def local_reason(text: str) -> str:
    """Return what the reader says about a part of the source in the current language, line by line."""
    return "\n".join(map(_local_line, text.split("\n")))


def _local_line(text: str) -> str:
    for pattern, reason in _patterns():
        if match := pattern.fullmatch(text):
            return str(reason).format(*match.groups())
    return text


@cache
def _patterns() -> list[tuple[re.Pattern[str], Promise]]:
    """Return the reasons with the patterns of their English texts, the most specific ones first."""
    with override(ENGLISH):
        by_text = {str(reason): reason for reason in _REASONS}
    texts = sorted(by_text, key=lambda text: (text.startswith("{}"), "{}" in text, -len(text)))
    return [(re.compile(re.escape(text).replace(r"\{\}", "(.+)")), by_text[text]) for text in texts]
