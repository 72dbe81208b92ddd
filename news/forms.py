"""The form in which members submit news."""

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.forms.base import FormMeta, ManyChoice
from news.models import NewsItem
from people.forms import MarkdownTextarea
from people.models import Person
from projects.models import Project
from publications.models import Publication


class PeopleField(ManyChoice):
    """A choice of people, labelled with their names in the current language."""

    def label_from_instance(self, person):
        return person.leading_name.text


class NewsItemForm(forms.ModelForm):
    people = PeopleField(
        Person.objects.public().order_by("name"),
        label=_("people"),
        required=False,
        widget=forms.SelectMultiple({"size": 8}),
    )
    publications = ManyChoice(
        Publication.objects.public().order_by("-date_key").only("title"),
        label=_("publications"),
        required=False,
        widget=forms.SelectMultiple({"size": 6}),
    )

    projects = ManyChoice(
        Project.objects.public().order_by("title").only("title"),
        label=_("projects"),
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
