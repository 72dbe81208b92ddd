"""The edit forms for members and for those who publish directly: profile, publications, news and so on."""

from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy

from core.characters import printable
from core.partial_dates import PartialDate
from labsite import editors
from labsite.permissions import editable_by, led_by
from labsite.views.add_view import AddView
from labsite.views.edit_view import EditView
from labsite.views.guards import for_members, for_proposers
from moderation.forms.snapshot import with_new_row
from news.models import NewsItem
from pages.models import Page
from people.forms import name_or_slug
from people.models import Team, find_by_slug
from projects.models import Project
from publications.models import Publication
from recruiting.models import Notice

#: Characters of a title in the address of a form.
MAX_TITLE = 500


@method_decorator(for_members, name="dispatch")
class EditMyProfile(EditView):
    editor = editors.PROFILE
    title = gettext_lazy("Your profile")

    def get_object(self):
        return self.request.person


@method_decorator(for_proposers, name="dispatch")
class AddPublication(AddView):
    """The form of a new publication; ``?title=`` fills in the title."""

    editor = editors.PUBLICATION
    back = "my-publications"
    title = gettext_lazy("Add a publication")

    def get_object(self):
        title = printable(self.request.GET.get("title", "")).strip()[:MAX_TITLE]
        self.is_prefilled = bool(title)
        return Publication(title=title) if title else None

    def with_person(self, snapshot, person):
        name = name_or_slug(person, self)
        return with_new_row(snapshot, "authorships", {"name": [person.name], "person": [name]})


@method_decorator(for_proposers, name="dispatch")
class EditPublication(EditView):
    editor = editors.PUBLICATION
    back = "my-publications"

    def get_object(self):
        return find_by_slug(editable_by(self.request.user, Publication), self.kwargs["slug"])


@method_decorator(for_proposers, name="dispatch")
class AddNews(AddView):
    editor = editors.NEWS
    back = "my-news"
    title = gettext_lazy("Write a news item")

    def get_object(self):
        return NewsItem(date=PartialDate.from_date(timezone.localdate()))

    def with_person(self, snapshot, person):
        return {**snapshot, "fields": {**snapshot["fields"], "people": [str(person.pk)]}}


@method_decorator(for_proposers, name="dispatch")
class EditNews(EditView):
    editor = editors.NEWS
    back = "my-news"

    def get_object(self):
        return find_by_slug(editable_by(self.request.user, NewsItem), self.kwargs["slug"])


@method_decorator(for_proposers, name="dispatch")
class AddProject(AddView):
    editor = editors.PROJECT
    back = "my-projects"
    title = gettext_lazy("Add a project")

    def with_person(self, snapshot, person):
        return with_new_row(snapshot, "members", {"person": [name_or_slug(person, self)]})


@method_decorator(for_proposers, name="dispatch")
class EditProject(EditView):
    editor = editors.PROJECT
    back = "my-projects"

    def get_object(self):
        return find_by_slug(editable_by(self.request.user, Project), self.kwargs["slug"])


@method_decorator(for_proposers, name="dispatch")
class AddTeam(AddView):
    editor = editors.TEAM
    title = gettext_lazy("Add a team")


@method_decorator(for_proposers, name="dispatch")
class EditTeam(EditView):
    editor = editors.TEAM

    def get_object(self):
        return find_by_slug(editable_by(self.request.user, Team), self.kwargs["slug"])


@method_decorator(for_proposers, name="dispatch")
class EditPage(EditView):
    editor = editors.PAGE

    def get_object(self):
        return find_by_slug(editable_by(self.request.user, Page), self.kwargs["slug"])


@method_decorator(for_proposers, name="dispatch")
class DraftNotice(AddView):
    """A new opening for a team that the member leads."""

    editor = editors.NOTICE
    title = gettext_lazy("Draft an opening")

    def get_object(self):
        person = getattr(self.request.user, "person", None)
        return Notice(team=led_by(person).first() if person else None, contact=person)


@method_decorator(for_proposers, name="dispatch")
class EditNotice(EditView):
    editor = editors.NOTICE

    def get_object(self):
        return find_by_slug(editable_by(self.request.user, Notice), self.kwargs["slug"])
