"""The filters of the list of publications by project and by grant."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.filters import Choice, named_choices
from core.languages import in_chinese
from core.sorting import sort_key
from projects.models import Grant, Project
from publications.filters import LinkedFilter, register_filter


def register() -> None:
    register_filter(LinkedFilter("project", _("Project"), _project_choices, _papers_of_project))
    register_filter(LinkedFilter("grant", pgettext_lazy("filter", "Grant"), _grant_choices, _papers_of_grant))


def _papers_of_project(key: int):
    return Project.publications.through.objects.filter(project=key).values("publication")


def _papers_of_grant(key: int):
    return Grant.publications.through.objects.filter(grant=key).values("publication")


def _project_choices() -> list[Choice]:
    linked = Project.publications.through.objects.filter(project=OuterRef("pk"))
    rows = Project.objects.public().filter(Exists(linked)).in_order()
    return named_choices(rows.values_list("pk", "slug", "title", "title_zh"))


def _grant_choices() -> list[Choice]:
    linked = Grant.publications.through.objects.filter(grant=OuterRef("pk"))
    rows = Grant.objects.public().filter(Exists(linked)).order_by()
    chinese = in_chinese()
    choices = [
        Choice(slug, f"{(chinese and funder_zh) or funder} {number}", pk)
        for pk, slug, funder, funder_zh, number in rows.values_list(
            "pk", "slug", "funder", "funder_zh", "number"
        )
    ]
    return sorted(choices, key=lambda choice: sort_key(choice.text))
