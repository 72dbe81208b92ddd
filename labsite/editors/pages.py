"""The editors of pages: a page of the lab's own, and the menu."""

from django.utils.translation import gettext_lazy as _
from reversion.models import Version

from moderation.forms.spec import Editor, RowSet, Section, register
from pages.forms import MenuForm, MenuItemForm, PageForm
from pages.models import Page


def hide_with_deleted_parent(recorded: dict, fields: dict) -> dict:
    """Return the fields of a page to restore, hidden if its deleted parent page was hidden.

    While the parent existed, it hid the page, too.
    """
    if not recorded["parent"] or fields["parent"]:
        return fields
    parent = Version.objects.get_for_object_reference(Page, recorded["parent"]).first()
    last = parent.field_dict if parent else {"is_public": False, "is_members_only": True}
    return {
        **fields,
        "is_public": fields["is_public"] and last["is_public"],
        "is_members_only": fields["is_members_only"] or last["is_members_only"],
    }


PAGE = register(
    Editor(
        key="page",
        label=_("page"),
        form=PageForm,
        title_field="title",
        fields_to_restore=hide_with_deleted_parent,
        sections=(
            Section("page", _("Page"), fields=(("title", "title_zh"), "body", "body_zh")),
            Section("place", _("Place"), fields=("slug", ("parent", "position"))),
            Section("visibility", _("Visibility"), fields=("is_public", "is_members_only")),
        ),
    )
)


MENU = register(
    Editor(
        key="menu",
        label=_("menu"),
        form=MenuForm,
        sections=(Section("items", _("Entries"), rows="items"),),
        row_sets=(
            RowSet(
                "items",
                _("Entries"),
                form=MenuItemForm,
                add_label=_("Add an entry"),
                layout=(("section", "page", "url"), ("label", "label_zh"), "is_below"),
                position="position",
                max_rows=30,
                related=("page",),
            ),
        ),
    )
)
