"""The authors of a paper as rows of its form: written as text, and several that are typed as one name."""

from django.utils.translation import gettext_lazy as _

from moderation.forms.snapshot import Values
from people.forms import name_or_slug
from people.models import Person
from publications import author_lines
from publications.author_claims import members_matcher
from publications.author_lines import AuthorLine
from publications.typed_names import authors_in_list, two_authors


class AuthorLines:
    """The authors of a paper with very many authors, edited as text with one author per line."""

    help_text = _(
        "One author per line, in order. After the name, add * for equal contribution, † for a corresponding "
        "author, and the name of a lab member in brackets, e.g. Ada Example*† [Ada Example]. If exports "
        "split the name wrongly, add a bar and the family name first, e.g. | Example, Ada."
    )

    @staticmethod
    def write(values):
        name, person = ("".join(values.get(field, [])) for field in ("name", "person"))
        return author_lines.write(
            AuthorLine(
                name,
                person,
                bool(values.get("is_equal")),
                bool(values.get("is_corresponding")),
                "".join(values.get("citation_name", [])),
            )
        )

    @staticmethod
    def read(line):
        return _values(author_lines.read(line))

    @staticmethod
    def values(row, owner):
        person = name_or_slug(row.person, owner) if row.person_id else ""
        return _values(AuthorLine(row.name, person, row.is_equal, row.is_corresponding, row.citation_name))


def split_authors(values: Values) -> list[Values]:
    """Return the values of a row for each author of a list typed as one name; [] for a single name.

    Authors who match a member beyond doubt are linked. "Ada Example, Bo Reed" may be one name, but not if one
    of them is a member.
    """
    name = "".join(values.get("name", []))
    authors = authors_in_list(name)
    candidates = authors or two_authors(name)
    if not candidates:
        return []
    matches = members_matcher().match_all([author.name for author in candidates])
    if not authors and not any(match.member for match in matches):
        return []
    slugs = dict(
        Person.objects.filter(pk__in=[match.member for match in matches if match.member]).values_list(
            "pk", "slug"
        )
    )
    return [
        _values(author._replace(person=author.person or slugs.get(match.member, "")))
        for author, match in zip(candidates, matches, strict=True)
    ]


def _values(line: AuthorLine) -> Values:
    return {
        "name": [line.name] if line.name else [],
        "person": [line.person] if line.person else [],
        "is_equal": ["on"] if line.is_equal else [],
        "is_corresponding": ["on"] if line.is_corresponding else [],
        "citation_name": [line.citation_name] if line.citation_name else [],
    }
