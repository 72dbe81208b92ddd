"""Interface texts for scripts that show search results and filtered lists, in the language of the page.

They are those of the templates. A script replaces what stands in braces.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.icons import icon


def texts() -> dict[str, Any]:
    return {
        "publications": {
            "one": _publications(1),
            "many": _publications(2),
            "empty": _("No publications match. Remove a filter or use fewer keywords."),
        },
        "news": {
            "one": _items(1),
            "many": _items(2),
            "empty": _("No news matches these filters."),
        },
        "projects": {
            "one": _projects(1),
            "many": _projects(2),
            "empty": _("No projects match these filters."),
        },
        "people": {"empty": _("No people match these filters.")},
        "headings": {
            "people": _("People"),
            "projects": _("Projects"),
            "grants": _("Grants"),
            "publications": _("Publications"),
            "news": _("News"),
            "notices": _("Recruiting"),
            "pages": _("Pages"),
        },
        "colon": _(": "),
        "in_title": _("In the title"),
        "elsewhere": _("Other matches"),
        "selected": _("Selected"),
        "equal": _("equal contribution"),
        "corresponding": _("corresponding author"),
        "pages": pgettext("pager", "Pages"),
        "page": _("Page %(number)s") % {"number": "{number}"},
        "previous": _("Previous page"),
        "next": _("Next page"),
        "active": _("Active filters"),
        "remove": _("remove"),
        "remove_icon": icon("close"),
        "clear": _("Clear all"),
        "unknown": _("%(label)s “%(value)s” was not found, so this filter is not applied.")
        % {"label": "{label}", "value": "{value}"},
        "show_all": _("Show all"),
        "more": _("There are more results. Add a keyword to narrow your search."),
        "nothing": _(
            "No results for “%(query)s”. Try fewer or shorter keywords."
            " Names can be written in Latin letters, Chinese or pinyin."
        )
        % {"query": "{query}"},
    }


def _publications(number: int) -> str:
    """Return the text in this grammatical number, with braces in place of the number itself."""
    text = ngettext("%(number)s publication", "%(number)s publications", number)
    return text % {"number": "{number}"}


def _projects(number: int) -> str:
    return ngettext("%(number)s project", "%(number)s projects", number) % {"number": "{number}"}


def _items(number: int) -> str:
    return ngettext("%(number)s item", "%(number)s items", number) % {"number": "{number}"}
