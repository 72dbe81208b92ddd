"""Places of an object on rows of others (:mod:`core.shared_rows`), which its versions record and bring back.

The versions of an object hold its own rows. A place on the row of a colleague is in that row, which therefore
is recorded in the same revision.
"""

import json
from collections.abc import Collection, Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models
from reversion.models import Version

from core.shared_rows import shared_models

#: Who had a row, by model and primary key of the row.
Holders = dict[tuple[type[models.Model], int], frozenset[int]]


def accessors(model: type[models.Model]) -> list[str]:
    """Return the names of the accessors of the rows on which objects of this model have places."""
    fields = (shared._meta.get_field("colleagues") for shared in shared_models(model))
    return [field.remote_field.get_accessor_name() for field in fields if field.related_model is model]


def current_places(model: type[models.Model], keys: Collection[int]) -> dict[int, Holders]:
    """Return the rows on which each of these objects has a place."""
    places: dict[int, Holders] = {key: {} for key in keys}
    for shared in shared_models(model):
        rows = shared._base_manager.filter(colleagues__in=keys).distinct().prefetch_related("colleagues")
        _add(places, ((shared, row.pk, row.person_id, [c.pk for c in row.colleagues.all()]) for row in rows))
    return places


def recorded_places(model: type[models.Model], versions: dict[int, Version]) -> dict[int, Holders]:
    """Return the rows on which each object had a place, as recorded in its version."""
    places: dict[int, Holders] = {key: {} for key in versions}
    by_revision: dict[int, list[int]] = {}
    for key, version in versions.items():
        by_revision.setdefault(version.revision_id, []).append(key)
    for shared in shared_models(model) if versions else ():
        content_type = ContentType.objects.get_for_model(shared)
        rows = Version.objects.filter(revision__in=by_revision, content_type=content_type)
        for row in rows.exclude(serialized_data__contains='"colleagues": []').iterator():
            fields = json.loads(row.serialized_data)[0]["fields"]
            holders = (shared, int(row.object_id), fields["person"], list(map(int, fields["colleagues"])))
            _add({key: places[key] for key in by_revision[row.revision_id]}, [holders])
    return places


def _add(places: dict[int, Holders], rows: Iterable[tuple[type[models.Model], int, int, list[int]]]) -> None:
    for shared, pk, person, colleagues in rows:
        for key in places.keys() & set(colleagues):
            places[key][shared, pk] = frozenset([person, *colleagues])


def restore_places(instance: models.Model, places: Holders, survivor: models.Model | None) -> None:
    """Give an object that was deleted its places again, on the rows that others still have.

    The ``survivor`` with which it was merged loses those that it has only by the merge.
    """
    for (shared, pk), holders in places.items():
        row = shared._base_manager.filter(pk=pk).first()
        if row is None or instance.pk in row.holders():
            continue
        row.colleagues.add(instance)
        if survivor is not None and survivor.pk not in holders and survivor.pk in row.holders():
            row.leave(survivor)
