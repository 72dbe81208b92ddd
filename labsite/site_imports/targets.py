"""Targets of imported items on the site, and the forms that validate them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.markdown import plain
from labsite.editors import GRANT, LAB, NEWS, NOTICE, PROFILE, PROJECT, PUBLICATION, TEAM
from labsite.site_imports.models import SiteItem
from moderation.forms.base import FormMeta
from moderation.forms.snapshot import Values
from moderation.forms.spec import Editor, RowSet
from people.forms import MarkdownTextarea
from people.models import Person

CURRENT, PREVIOUS = "current", "previous"
#: Whether somebody is in the lab, as an import says: the labels by value.
MEMBERSHIPS = {CURRENT: _("Current member"), PREVIOUS: _("Former member")}


class TextForm(forms.Form):
    """A paragraph of a longer text."""

    text = forms.CharField(label=_("text"), widget=MarkdownTextarea(4))


class AddedPersonForm(forms.ModelForm):
    """The form of a person whom an import adds."""

    status = forms.ChoiceField(label=_("membership"), choices=list(MEMBERSHIPS.items()))
    place = forms.CharField(label=_("institution"), max_length=200, required=False)
    capacity = forms.CharField(
        label=pgettext_lazy("at an institution", "role"), max_length=80, required=False
    )

    class Meta(FormMeta):
        model = Person
        fields = ["name", "native_name", "role", "joined", "left", "email", "destination"]
        fields += ["interests", "interests_zh", "bio", "bio_zh"]

    def clean(self):
        super().clean()
        has_left = self.cleaned_data.get("left") or "left" in self.errors
        if self.cleaned_data.get("status") == PREVIOUS and not has_left:
            self.add_error("left", _("Enter when the person left. The year is enough."))


@dataclass(frozen=True)
class Target:
    """A place for items: rows of the profile, or objects with an editor of their own.

    ``layout`` are the fields that can be corrected on the page of the import, line by line like those of an
    editor. ``text`` are the fields that identify an item, ``day`` the one with its date.
    """

    name: str
    label: str | Promise
    layout: tuple[str | tuple[str, ...], ...]
    text: tuple[str, ...]
    #: The fields that identify an item without such a text.
    other_text: tuple[str, ...] = ()
    day: str = ""
    #: The editor of the object; None if there is none.
    editor: Editor | None = None
    #: Whether the items are rows of the object, or make an object each.
    is_row: bool = False
    #: Whether the items are paragraphs of a text of the object.
    is_text: bool = False
    #: Whether the item is the picture in the field of this name of the object.
    is_picture: bool = False

    @cached_property
    def row_set(self) -> RowSet:
        return next(row_set for row_set in self.editor.row_sets if row_set.name == self.name)

    @property
    def names(self) -> list[str]:
        """The fields of the layout, one by one."""
        return [name for line in self.layout for name in ([line] if isinstance(line, str) else line)]

    @property
    def form_class(self) -> type[forms.BaseForm]:
        if self.is_text:
            return TextForm
        if not self.layout:
            return forms.Form
        if self.editor is None:
            return AddedPersonForm
        return self.row_set.form if self.is_row else self.editor.form

    def form(self, values: Values, owner: Person | None, prefix: str = "") -> forms.BaseForm:
        """Return the form bound to the values of an item; ``owner`` is whose profile it is about."""
        data = QueryDict(mutable=True)
        for name, texts in values.items():
            data.setlist(f"{prefix}-{name}" if prefix else name, texts)
        arguments = {"owner": owner or Person()} if self.is_row else {}
        return self.form_class(data, prefix=prefix or None, **arguments)


_TARGETS = (
    Target("teaser", _("Pictures of publications"), editor=PUBLICATION, layout=(), text=("text",)),
    Target("photo", _("Photo"), editor=PROFILE, is_picture=True, layout=(), text=()),
    Target("hero", _("Picture of the home page"), editor=LAB, is_picture=True, layout=(), text=()),
    Target("logo", _("Logo"), editor=LAB, is_picture=True, layout=(), text=()),
    Target(
        "interests", _("Research interests"), editor=PROFILE, is_text=True, layout=("text",), text=("text",)
    ),
    Target("bio", _("Biography"), editor=PROFILE, is_text=True, layout=("text",), text=("text",)),
    Target(
        "affiliations",
        _("Affiliations"),
        editor=PROFILE,
        is_row=True,
        layout=(
            ("institution", "institution_zh"),
            ("department", "department_zh"),
            ("capacity", "start", "end"),
            "url",
        ),
        text=("institution", "institution_zh"),
        day="start",
    ),
    Target(
        "education",
        _("Education"),
        editor=PROFILE,
        is_row=True,
        layout=(
            ("degree", "start", "end"),
            ("school", "school_zh"),
            ("department", "department_zh"),
            ("advisor", "advisor_zh"),
        ),
        text=("school", "school_zh"),
        day="start",
    ),
    Target(
        "honors",
        _("Honors"),
        editor=PROFILE,
        is_row=True,
        layout=(("title", "title_zh"), ("issuer", "issuer_zh"), ("level", "date")),
        text=("title", "title_zh"),
        day="date",
    ),
    Target(
        "talks",
        _("Talks"),
        editor=PROFILE,
        is_row=True,
        layout=(("title", "title_zh"), ("kind", "date"), ("event", "place"), "url"),
        text=("title", "title_zh"),
        day="date",
    ),
    Target(
        "service",
        _("Service"),
        editor=PROFILE,
        is_row=True,
        layout=(("role", "role_zh"), ("subject", "subject_zh"), ("partner", "url"), ("start", "end")),
        text=("subject", "subject_zh"),
        other_text=("role", "role_zh"),
        day="start",
    ),
    Target(
        "links",
        _("Links"),
        editor=PROFILE,
        is_row=True,
        layout=(("kind", "url", "label"),),
        text=("url",),
    ),
    Target(
        "news",
        pgettext_lazy("section", "News"),
        editor=NEWS,
        layout=(("date", "kind"), "body", "body_zh"),
        text=("body", "body_zh"),
        day="date",
    ),
    Target(
        "teams",
        _("Teams"),
        editor=TEAM,
        layout=(("name", "name_zh"), "description", "description_zh", "call", "call_zh"),
        text=("name", "name_zh"),
    ),
    Target(
        "projects",
        _("Projects"),
        editor=PROJECT,
        layout=(("title", "title_zh"), "summary", "body"),
        text=("title", "title_zh"),
    ),
    Target(
        "grants",
        _("Grants"),
        editor=GRANT,
        layout=(("funder", "funder_zh"), ("number", "start", "end"), ("title", "title_zh")),
        text=("number",),
    ),
    Target(
        "notices",
        _("Openings"),
        editor=NOTICE,
        layout=(("title", "title_zh"), "body", "url"),
        text=("body",),
    ),
    Target("call", _("Call for applicants"), editor=TEAM, is_text=True, layout=("text",), text=("text",)),
    Target(
        "people",
        _("People"),
        layout=(
            ("name", "native_name"),
            ("role", "email"),
            ("status", "joined", "left"),
            ("place", "capacity"),
            "destination",
            ("interests", "interests_zh"),
            "bio",
            "bio_zh",
        ),
        text=("name", "native_name"),
    ),
)
#: The targets by name, in the order of the page.
TARGETS: Mapping[str, Target] = {target.name: target for target in _TARGETS}
#: Those that go to the profile with one proposal.
OF_PROFILE = tuple(target.name for target in _TARGETS if target.editor is PROFILE)
#: Those of them that are rows, without links, which the form of a new person has.
ROWS_OF_PROFILE = tuple(name for name in OF_PROFILE if TARGETS[name].is_row and name != "links")
#: Those that go to the lab's settings.
OF_LAB = tuple(target.name for target in _TARGETS if target.editor is LAB)


def title_of(item: SiteItem) -> str:
    """Return the title of an item: the first of its identifying texts, or else the text of the source."""
    target = TARGETS.get(item.target)
    names = (*target.text, *target.other_text) if target else ("text",)
    texts = (text for name in names for text in item.values.get(name, []) if text)
    return plain(next(texts, item.raw), limit=160)
