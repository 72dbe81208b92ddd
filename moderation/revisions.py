"""What was published, by whom and when: django-reversion, with rows, differences and the way back.

Whatever is published, by whichever way, is one revision of the object and all its rows.
"""

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import reversion
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from reversion.models import Version

from moderation import contents
from moderation.editing import EDITORS, Editor


class CannotRevert(Exception):
    """What was there then does not fit what is there now; the message says where."""


def register_all() -> None:
    """Tells django-reversion which models to keep, and which rows belong to them."""
    for editor in EDITORS.values():
        for row_set in editor.row_sets:
            if not reversion.is_registered(row_set.model):
                reversion.register(row_set.model, exclude=row_set.fetched)
        follow = [row_set.accessor(editor.model) for row_set in editor.row_sets]
        reversion.register(editor.model, follow=follow, exclude=editor.not_recorded)


@contextmanager
def record(by, comment: str = "", *, only_added: bool = False) -> Iterator[None]:
    """Makes one revision of all registered objects that are saved inside; nothing if it fails.

    ``only_added`` leaves it to the caller to ``add`` what it holds, which is quicker for many rows.
    """
    with reversion.create_revision(atomic=True, manage_manually=only_added):
        yield
        reversion.set_user(by)
        reversion.set_comment(str(comment))


def record_as_found(instance: models.Model) -> None:
    """Records the object as it is if that is in no revision yet, so that there is a way back to it."""
    latest = versions_of(instance).first()
    if latest is None or content_of(latest) != content_now(instance):
        with reversion.create_revision(atomic=True):
            reversion.add_to_revision(instance)


def add(instance: models.Model) -> None:
    """Puts an object with its rows as they are now into the revision that is being recorded."""
    reversion.add_to_revision(instance)


def versions_of(instance: models.Model):
    """Returns the versions of an object, latest first."""
    return Version.objects.get_for_object(instance).select_related("revision__user__person")


def editor_for(model: type[models.Model]) -> Editor | None:
    """Returns the editor of a model; None for rows and for what has none."""
    return next((editor for editor in EDITORS.values() if editor.model is model), None)


def previous(version: Version) -> Version | None:
    """Returns the version of the same object before this one."""
    earlier = Version.objects.get_for_object_reference(version._model, version.object_id)
    return earlier.filter(pk__lt=version.pk).first()


def deleted() -> list[Version]:
    """Returns the last version of each object that is not there any more, latest first."""
    ContentType.objects.get_for_models(*(editor.model for editor in EDITORS.values()))  # in one query
    found = [
        version
        for editor in EDITORS.values()
        for version in Version.objects.get_deleted(editor.model).select_related("revision")[:100]
    ]
    return sorted(found, key=lambda version: version.pk, reverse=True)


# ---- as contents ------------------------------------------------------------------------------


def content_of(version: Version) -> contents.Content:
    """Returns the object and its rows as they were published."""
    editor = editor_for(version._model)
    content = contents.empty()
    content["fields"] = _texts(_stored(version), editor.not_recorded)
    stored = _stored_rows(version, editor)
    for row_set in editor.row_sets:
        content["rows"][row_set.name] = [
            {"id": pk, "values": _texts(fields, row_set.fetched)} for pk, fields in stored[row_set.name]
        ]
    return content


def content_now(instance: models.Model) -> contents.Content:
    """Returns the object and its rows as they are, in the same form as ``content_of``."""
    editor = editor_for(type(instance))
    content = contents.empty()
    content["fields"] = _texts(_serialized(instance), editor.not_recorded)
    for row_set in editor.row_sets:
        rows = getattr(instance, row_set.accessor(editor.model)).order_by("pk")
        content["rows"][row_set.name] = [
            {"id": str(row.pk), "values": _texts(_serialized(row), row_set.fetched)} for row in rows
        ]
    return content


def _serialized(instance: models.Model) -> dict:
    return json.loads(serializers.serialize("json", [instance]))[0]["fields"]


def _stored(version: Version) -> dict:
    return json.loads(version.serialized_data)[0]["fields"]


def _stored_rows(version: Version, editor: Editor) -> dict[str, list[tuple[str, dict]]]:
    """Returns the rows of an object in a version, by set: the key and the stored fields of each."""
    if not editor.row_sets:
        return {}
    stored: dict[type, list[tuple[str, dict]]] = {}
    for row in Version.objects.filter(revision=version.revision_id).select_related("content_type"):
        stored.setdefault(row.content_type.model_class(), []).append((row.object_id, _stored(row)))
    found = {}
    for row_set in editor.row_sets:
        foreign_key = row_set.formset_class(editor.model).fk.name
        rows = stored.get(row_set.model, [])
        own = [(pk, fields) for pk, fields in rows if str(fields[foreign_key]) == version.object_id]
        found[row_set.name] = sorted(own, key=lambda row: int(row[0]))
    return found


#: When an object was last saved is no part of what it says.
_MOMENTS = ("updated", "created", "confirmed", "reminded")


def _texts(fields: dict, without: Collection[str]) -> contents.Values:
    return {
        name: _as_texts(value)
        for name, value in fields.items()
        if name not in _MOMENTS and name not in without
    }


def _as_texts(value) -> list[str]:
    if value is None or value is False or value == "":
        return []
    if value is True:
        return ["on"]
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


# ---- the way back -----------------------------------------------------------------------------


def revert(version: Version, by) -> models.Model:
    """Makes the object and its rows what they were in this version, as a new revision. Returns it.

    Rows that were removed come back, rows that were added go, and so does an object that was deleted. The
    address and the account stay. All or nothing. Raises CannotRevert.
    """
    editor = editor_for(version._model)
    when = version.revision.date_created
    comment = _("Back to the state of %(day)s") % {"day": f"{when:%Y-%m-%d %H:%M}"}
    try:
        with transaction.atomic():
            instance = editor.model._base_manager.select_for_update().filter(pk=version.object_id).first()
            kept = {*editor.kept, *editor.not_recorded}
            if instance is None:  # it has been deleted; its address comes back with it
                instance, kept = editor.model(pk=version.object_id), kept - {"slug"}
            else:
                record_as_found(instance)
            with record(by, comment, only_added=True):
                _restore(instance, _stored(version), kept)
                then = _stored_rows(version, editor)
                for row_set in editor.row_sets:
                    _restore_rows(then[row_set.name], editor, row_set, instance)
                if editor.after_save:
                    editor.after_save(instance)
                add(instance)
    except ValidationError as error:
        raise CannotRevert(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise CannotRevert(_("Something that it belonged to is not there any more.")) from error
    return instance


def _restore(instance: models.Model, stored: dict, without: set[str]) -> None:
    """Sets the fields to what was stored, and saves. Raises ValidationError where that is not possible."""
    to_many = _set_fields(instance, stored, without)
    instance.full_clean(exclude=[name for name in without if name != "slug"])
    instance.save()
    for name, rows in to_many.items():
        getattr(instance, name).set(rows)


def _set_fields(instance: models.Model, stored: dict, without: Collection[str]) -> dict[str, list]:
    """Sets the fields to what was stored; returns what is to be set once the row is saved."""
    to_many = {}
    for field in (*instance._meta.fields, *instance._meta.many_to_many):
        if field.name not in stored or field.name in without or field.name in _MOMENTS:
            continue
        if field.many_to_many:
            there = field.related_model._base_manager.filter(pk__in=stored[field.name])
            to_many[field.name] = list(there)
        else:
            setattr(instance, field.attname, field.to_python(stored[field.name]))
    return to_many


def _restore_rows(then: list, editor: Editor, row_set, instance: models.Model) -> None:
    foreign_key = row_set.formset_class(editor.model).fk.name
    rows = row_set.model._base_manager.filter(**{foreign_key: instance})
    rows.exclude(pk__in=[pk for pk, _fields in then]).delete()
    there = rows.in_bulk()
    differing = []
    for pk, fields in then:
        row = there.get(int(pk))
        if row is None or _texts(_serialized(row), row_set.fetched) != _texts(fields, row_set.fetched):
            row = row or row_set.model(pk=pk)
            differing.append((row, {**fields, foreign_key: instance.pk}))
    if not row_set.position:
        for row, fields in differing:
            _restore(row, fields, set(row_set.fetched))
        return
    relations = [field for field in row_set.model._meta.concrete_fields if field.is_relation]
    for row, fields in differing:
        _set_fields(row, fields, row_set.fetched)
        row.clean_fields(exclude=[field.name for field in relations])
    rows = [row for row, _fields in differing]
    for field in relations:
        _check_are_there(field, rows)
    row_set.rewrite(rows, moved=[])


def _check_are_there(field: models.ForeignKey, rows: list[models.Model]) -> None:
    """Looks for what the rows refer to, for all at once: there can be thousands. Raises CannotRevert."""
    wanted = {getattr(row, field.attname) for row in rows} - {None}
    if field.related_model._base_manager.filter(pk__in=wanted).count() < len(wanted):
        raise CannotRevert(_("Something that it belonged to is not there any more."))
