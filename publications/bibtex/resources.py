"""Fields that link to resources of a paper."""

from publications.citing.bibtex import LINK_FIELDS as EXPORTED_LINK_FIELDS

#: The kind of link (`publications.models.LinkKind`) by field name: those of our export, then others in use.
LINK_FIELDS = EXPORTED_LINK_FIELDS | {
    "github": "code",
    "presentation": "slides",
    "youtube": "video",
    "project": "project",
    "projectpage": "project",
    "project_page": "project",
    "project-page": "project",
    "dataset": "data",
    "supp": "link",
    "supplementary": "link",
    "demo": "link",
}
#: All kinds of link.
LINK_KINDS = frozenset((*LINK_FIELDS.values(), "arxiv", "doi", "pdf"))
