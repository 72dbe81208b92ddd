"""The form in which members submit news."""

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.forms.base import FormMeta, LinkingForm, PublicChoice
from news.models import NewsItem
from people.forms import MarkdownTextarea
from people.models import Person
from projects.models import Project
from publications.models import Publication


class NewsItemForm(LinkingForm):
    people = PublicChoice(
        Person.objects.all(),
        label=_("People"),
        required=False,
        widget=forms.SelectMultiple({"size": 8}),
    )
    publications = PublicChoice(
        Publication.objects.order_by("-date_key").only(*Publication.HEADLINE_COLUMNS, "is_public"),
        label=_("Publications"),
        required=False,
        widget=forms.SelectMultiple({"size": 6}),
    )
    projects = PublicChoice(
        Project.objects.order_by("title").only("title", "title_zh", "is_public"),
        label=_("Projects"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta(FormMeta):
        model = NewsItem
        fields = [
            "date",
            "kind",
            "title",
            "title_zh",
            "body",
            "body_zh",
            "picture",
            "picture_alt",
            "picture_alt_zh",
            "people",
            "publications",
            "projects",
        ]
        widgets = {"body": MarkdownTextarea(4), "body_zh": MarkdownTextarea(4)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = self.fields["people"]
        people.queryset = people.queryset.by_name()
