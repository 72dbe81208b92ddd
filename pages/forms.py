"""The form of a page."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.forms.base import FormMeta
from pages.models import Page
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
