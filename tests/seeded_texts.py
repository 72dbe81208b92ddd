"""Rows of every model with a text in every field, so that no model or field that is added later is forgotten.

Texts that visitors may read (``VISIBLE``) are a word of their own each. All others contain ``SECRET``.
"""

from itertools import count
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from core.derived_fields import DerivedField
from core.partial_dates import PartialDateField
from people.models import Lab, Person
from publications.models import Publication

SECRET = "geheim"
#: The texts of a public row that visitors may read, by model. Of other models they read nothing.
VISIBLE = {
    "news.NewsItem": "slug title title_zh body body_zh picture picture_alt picture_alt_zh",
    "pages.MenuItem": "label label_zh",
    "pages.Page": "slug title title_zh body body_zh",
    "people.Affiliation": "institution institution_zh department department_zh url",
    "people.Education": "school school_zh department department_zh url advisor advisor_zh advisor_url",
    "people.Honor": "title title_zh level level_zh issuer issuer_zh",
    "people.Lab": "name name_zh short_name short_name_zh institution institution_zh institution_url tagline "
    "tagline_zh about about_zh address address_zh city city_zh map_url directions directions_zh email phone "
    "registration registration_url logo hero hero_alt hero_alt_zh hero_caption hero_caption_zh",
    "people.LabLink": "label url",
    "people.Person": "slug name native_name shown_aliases photo bio bio_zh interests interests_zh",
    "people.ProfileLink": "label url",
    "people.Service": "role role_zh subject subject_zh partner partner_zh url",
    "people.Team": "slug name name_zh description description_zh call call_zh",
    "projects.Grant": "slug funder funder_zh ror number title title_zh",
    "projects.GrantInvestigator": "role role_zh",
    "projects.Project": "slug title title_zh summary summary_zh body body_zh picture picture_alt "
    "picture_alt_zh",
    "projects.ProjectLink": "label url",
    "projects.ProjectMember": "role role_zh",
    "projects.ProjectOutput": "name version licence repository doi",
    "publications.Authorship": "name",
    "publications.EditorialNotice": "doi",
    "publications.Editorship": "name",
    "publications.Publication": "slug title translated_title volume number pages article_number publisher "
    "abstract doi arxiv_id teaser award note extra funding",
    "publications.PublicationLink": "label url",
    "publications.Talk": "title title_zh event event_zh place place_zh url slides_url",
    "publications.Topic": "slug name name_zh",
    "publications.Venue": "slug name abbreviation rank url",
    "recruiting.Notice": "slug title title_zh body body_zh to_send to_send_zh starting starting_zh "
    "contact_email url",
}
#: Tables without anybody's texts.
LEFT_OUT = {"auth.Permission", "contenttypes.ContentType", "core.ContentVersion", "sessions.Session"}
#: Models with one row, and what belongs to it; all of them are public.
SINGLE = {"pages.Menu", "people.Lab", "labsite.SetupDecisions"}
OF_SINGLE = {"people.LabLink", "pages.MenuItem"}
#: Models whose rows visitors can only try, if they know a former address; a public backup leaves them out.
ADDRESSES = {"people.FormerSlug", "people.OldAddress"}
#: What a row has to contain to be valid, or to be public.
FIXED: dict[str, dict[str, Any]] = {
    "moderation.Proposal": {"finder": ""},
    "pages.MenuItem": {"section": "", "url": ""},
    "pages.Upload": {"file": ""},
    "people.FormerSlug": {"kind": "people.person"},
    "people.OldAddress": {"kind": "people.person"},
    "people.Lab": {"home_sections": Lab._meta.get_field("home_sections").get_default()},
}
#: What visitors may read elsewhere: questions on the form of an application, a file under another name.
EMPTY = {"publications.Publication": "pdf", "recruiting.Question": "text text_zh choices choices_zh"}
#: Fields that make a row public.
PUBLICITY = {"is_public", "is_published"}
numbers = count(1)


def seed() -> dict[str, str]:
    """Create a public and a hidden row of each model, and return the fields of the visible texts by word."""
    models_to_seed = [model for model in apps.get_models() if model._meta.label not in LEFT_OUT]
    hidden, public = Seed(is_public=False), Seed(is_public=True)
    for model in models_to_seed:
        if model._meta.label not in ADDRESSES:
            public.row(model)
        if model._meta.label not in SINGLE | OF_SINGLE:
            hidden.row(model)
    public.connect_to(public)
    hidden.connect_to(hidden)
    hidden.connect_to(public)
    Publication.objects.reindex()
    return public.words


class Seed:
    """One row of each model; they refer to each other."""

    def __init__(self, is_public: bool) -> None:
        self.is_public = is_public
        self.rows: dict[type[models.Model], Any] = {}
        #: The fields of the texts that visitors may read, by word.
        self.words: dict[str, str] = {}

    def row(self, model: type[models.Model]) -> Any:
        """Return the row of a model, created with those that it refers to."""
        if model not in self.rows:
            values = {field.name: self._value(field) for field in _fields(model)}
            key = {"pk": 1} if model._meta.label in SINGLE else {}
            self.rows[model] = row = model(**{**values, **FIXED.get(model._meta.label, {}), **key})
            row.save()
        return self.rows[model]

    def connect_to(self, others: "Seed") -> None:
        """Fill the many-to-many fields."""
        for row in self.rows.values():
            for field in row._meta.many_to_many:
                through, goal = field.remote_field.through, others.rows.get(field.related_model)
                # A row is public as soon as one of the colleagues is.
                is_shown = field.name == "colleagues" and others.is_public
                if goal and through._meta.auto_created and not is_shown:
                    getattr(row, field.name).add(goal)

    def _value(self, field: Any) -> Any:
        if field.related_model is field.model:
            return None
        if field.is_relation:
            is_seeded = field.related_model._meta.label not in LEFT_OUT
            return self.row(field.related_model) if is_seeded else field.related_model.objects.first()
        if field.name in PUBLICITY:
            return self.is_public
        if field.name == "object_id" and not isinstance(field, models.CharField):
            return self.row(Person).pk
        if self.is_public and _is_named(field, EMPTY):
            return default(field)
        return text(field, self._word(field)) or default(field)

    def _word(self, field: Any) -> str:
        if self.is_public and _is_named(field, VISIBLE):
            word = f"offen{next(numbers)}x"
            self.words[word] = str(field)
            return word
        return f"{SECRET}{next(numbers)}"


def _is_named(field: Any, names: dict[str, str]) -> bool:
    return field.name in names.get(field.model._meta.label, "").split()


def _fields(model: type[models.Model]) -> list[Any]:
    """Return the fields that a row is created with."""
    computed = (models.AutoField, DerivedField)
    return [
        each for each in model._meta.concrete_fields if not (each.generated or isinstance(each, computed))
    ]


def text(field: Any, word: str) -> Any:
    """Return a value with this word; None if the field takes no free text, or none of this length."""
    if field.choices:
        return None
    if field.name == "path":
        return f"/{word}"
    if isinstance(field, models.URLField):
        return f"https://example.org/{word}"
    if isinstance(field, models.EmailField):
        return f"{word}@example.org"
    if isinstance(field, models.FileField):
        return f"{word}/{next(numbers):032x}-320x400.webp"
    if isinstance(field, models.JSONField):
        return {word: word} if field.get_default() == {} else [{"funder": word, "awards": [word]}]
    if isinstance(field, models.CharField | models.TextField):
        return word if len(word) <= (field.max_length or len(word)) else None
    return None


def default(field: Any) -> Any:
    """Return a value for a field without a text."""
    if field.has_default() or field.null or field.blank:
        return field.get_default()
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, PartialDateField):
        return "2025"
    if isinstance(field, models.DateField):
        return timezone.localdate()
    if field.choices:
        return next(value for value, _label in field.flatchoices if value)
    return field.get_default() or 1
