"""Move the names in the extra BibTeX field ``editor`` of a publication to its list of editors.

Versions and drafts that are older than the list of editors have the field, and people type it.
"""

from core.renaming import name_key
from publications.author_claims import match_authors, members_matcher
from publications.bibtex.editors import take_editors
from publications.column_limits import author_name, citation_name
from publications.models import Editorship, Publication


def adopt_editors(publication: Publication) -> None:
    """Append the names in the extra field ``editor`` of a saved publication to its editors.

    Those who match a member beyond doubt are linked. If a name is too long for its column, nothing is moved.
    """
    editors, extra = take_editors(publication.extra)
    if not editors.authors or any(author_name(editor) != editor.name for editor in editors.authors):
        return
    rows = list(publication.editorships.all())
    existing = {name_key(row.name) for row in rows}
    missing = [editor for editor in editors.authors if name_key(editor.name) not in existing]
    linked = {row.person_id for row in rows} | set(publication.disclaimers.values_list("person", flat=True))
    Editorship.objects.bulk_create(
        Editorship(
            publication=publication,
            position=position,
            name=editor.name,
            citation_name=citation_name(editor),
            person_id=match.member if match.member not in linked else None,
        )
        for position, (editor, match) in enumerate(
            zip(missing, match_authors(members_matcher(), missing), strict=True), len(rows) + 1
        )
    )
    publication.extra = extra
    publication.has_more_editors = publication.has_more_editors or editors.has_others
    publication.save(update_fields=["extra", "has_more_editors"])
