"""The forms of a page and of the menu."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.forms.base import FormMeta, RowForm
from pages.models import Menu, MenuItem, Page
from people.forms import MarkdownTextarea


class PageForm(forms.ModelForm):
    class Meta(FormMeta):
        model = Page
        fields = [
            "title",
            "title_zh",
            "body",
            "body_zh",
            "slug",
            "parent",
            "position",
            "is_members_only",
            "is_public",
        ]
        widgets = {"body": MarkdownTextarea(16), "body_zh": MarkdownTextarea(16)}
        help_texts = {
            "slug": _(
                "The page’s URL, such as “contact” for /contact/. Leave empty to make it from the title. "
                "After a change, the former URL redirects."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The current parent stays available, so that an error names it.
        available = Q(parent=None) & ~Q(pk=self.instance.pk) | Q(pk=self.instance.parent_id)
        self.fields["parent"].queryset = Page.objects.filter(available).in_order()


class MenuForm(forms.ModelForm):
    """The form of the menu, which has nothing but its rows."""

    class Meta(FormMeta):
        model = Menu
        fields = []


class MenuItemForm(RowForm):
    class Meta(FormMeta):
        model = MenuItem
        fields = ["section", "page", "url", "label", "label_zh", "is_below"]
