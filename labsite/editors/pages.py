"""The editors of pages: a page of the lab's own, and the menu."""

from django.utils.translation import gettext_lazy as _

from moderation.forms.spec import Editor, RowSet, Section, register
from pages.forms import MenuForm, MenuItemForm, PageForm

PAGE = register(
    Editor(
        key="page",
        label=_("page"),
        form=PageForm,
        title_field="title",
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
