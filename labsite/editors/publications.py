"""The editors of publications: a publication, and a talk that members share."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from moderation.forms.spec import Editor, RowSet, Section, register
from people.forms import member_suggestions
from projects.funding import link_named_grants
from publications.author_rows import AuthorLines, split_authors
from publications.citing.maths import readable_title
from publications.extra_editors import adopt_editors
from publications.forms import (
    AuthorForm,
    EditorForm,
    PublicationForm,
    PublicationLinkForm,
    SharedTalkForm,
    venue_suggestions,
)
from publications.models import Publication, Topic, Venue


def complete_publication(publication) -> None:
    """Create the editors named in the BibTeX field, and update the search text, which includes the saved
    rows."""
    adopt_editors(publication)
    Publication.objects.filter(pk=publication.pk).reindex()


def link_to_new_funding(publication, by, changed: Collection[str]) -> None:
    """Link a publication whose funding has changed to the grants in it, if ``by`` may change grants."""
    if "funding" in changed:
        link_named_grants([publication.pk], by)


PUBLICATION = register(
    Editor(
        key="publication",
        label=_("publication"),
        form=PublicationForm,
        title_field="title",
        title_text=readable_title,
        external_fields=("citations", "citations_on"),
        further_rows=("notices",),
        references=(Venue, Topic),
        after_save=complete_publication,
        after_publish=link_to_new_funding,
        suggestions=(("people-names", member_suggestions), ("venue-names", venue_suggestions)),
        sections=(
            Section(
                "publication",
                _("Publication"),
                fields=(
                    "title",
                    "translated_title",
                    ("kind", "language"),
                    ("venue", "venue_rank"),
                    ("year", "month", "day"),
                    "is_in_press",
                    ("doi", "arxiv_id"),
                    "award",
                ),
            ),
            Section(
                "authors",
                _("Authors"),
                fields=("has_more_authors",),
                rows="authorships",
                help_text=_(
                    "You can paste all authors into one name, e.g. Ada Example*, Bo Reed and Cy Lake. "
                    "Each gets a row when you save or submit. Between two names, write “and”, not a comma."
                ),
            ),
            Section(
                "editors",
                _("Editors"),
                fields=("has_more_editors",),
                rows="editorships",
                help_text=_("Of a book or proceedings, or of the book in which a chapter or paper appeared."),
                is_folded=True,
            ),
            Section("links", _("Links"), rows="links"),
            Section("content", _("Content"), fields=("abstract", "topics", "pdf", "teaser")),
            Section(
                "details",
                _("Details"),
                fields=(
                    ("volume", "number"),
                    ("pages", "article_number"),
                    "publisher",
                    "note",
                    "funding",
                    "extra",
                ),
            ),
        ),
        row_sets=(
            RowSet(
                "authorships",
                _("Authors"),
                form=AuthorForm,
                add_label=_("Add an author"),
                layout=(("name", "person"), ("is_equal", "is_corresponding")),
                folded=("citation_name",),
                folded_label=_("Name in citations"),
                position="position",
                max_rows=5000,
                related=("person",),
                reset_while_moving={"person": None},
                line_format=AuthorLines,
                split=split_authors,
            ),
            RowSet(
                "editorships",
                _("Editors"),
                form=EditorForm,
                add_label=_("Add an editor"),
                layout=(("name", "person"),),
                folded=("citation_name",),
                folded_label=_("Name in citations"),
                position="position",
                related=("person",),
                reset_while_moving={"person": None},
                split=split_authors,
            ),
            RowSet(
                "links",
                _("Links"),
                form=PublicationLinkForm,
                add_label=_("Add a link"),
                layout=(("kind", "label"), ("url", "repository")),
                position="position",
                external_fields=("stars", "stars_on"),
            ),
        ),
    )
)


TALK_LAYOUT = (
    ("title", "title_zh"),
    ("kind", "date"),
    ("event", "event_zh"),
    ("place", "place_zh"),
    ("url", "slides_url"),
    "publication",
    "colleagues",
)

#: Talks are rows of the profile of their first person; this form is for all who share one.
TALK = register(
    Editor(
        key="talk",
        label=_("talk"),
        form=SharedTalkForm,
        title_field="title",
        not_reverted=("person",),
        suggestions=(("people-names", member_suggestions),),
        sections=(Section("talk", _("Talk"), fields=TALK_LAYOUT),),
    )
)
