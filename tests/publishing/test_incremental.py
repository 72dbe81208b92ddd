"""Only what has changed is rendered again, and the result is that of rendering everything."""

from datetime import timedelta
from random import Random

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from core.caching import version
from core.caching.triggers import content_tables
from labsite.publishing import trace
from labsite.publishing.rendering import Renderer
from people.models import Lab, Person
from publications.models import Publication
from tests import factories
from tests.views.full_lab import make_full_lab

#: Committed, since the version of the content changes with the commit.
pytestmark = pytest.mark.django_db(transaction=True)

#: ``make watched`` makes many more, in several rounds.
EDITS = 5


def publish(folder, **options):
    """Publish and return the content of each file by its path."""
    call_command("publish", folder, base_url="https://lab.example.edu", processes=1, verbosity=0, **options)
    site = folder / "current"
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


@pytest.fixture
def rendered(monkeypatch):
    """Return a list to which the address of each page is added that is rendered."""
    addresses, render = [], Renderer.render

    def noting(renderer, address):
        addresses.append(address)
        return render(renderer, address)

    monkeypatch.setattr(Renderer, "render", noting)
    return addresses


def content_models():
    tables = {table for label in settings.CONTENT_APPS for table in content_tables(label)}
    return sorted((model for model in apps.get_models() if model._meta.db_table in tables), key=str)


def editable(field):
    """Return whether any text or value is valid in this column."""
    if type(field) in (models.CharField, models.TextField):
        return not field.choices and not field.unique and (field.max_length or 100) >= 100
    return type(field) in (models.BooleanField, models.DateField)


def edit(chance):
    """Delete a random row of content, or change one of its columns; return False if that is not possible."""
    model = chance.choice(content_models())
    fields = [field for field in model._meta.concrete_fields if editable(field)]
    keys = sorted(model.objects.values_list("pk", flat=True))
    if not keys:
        return False
    rows = model.objects.filter(pk=chance.choice(keys))
    try:
        with transaction.atomic():
            if not fields or (chance.random() < 0.15 and model is not Lab):
                return bool(rows.delete())
            field = chance.choice(fields)
            value = getattr(rows.get(), field.name)
            if isinstance(field, models.BooleanField):
                value = not value
            elif isinstance(field, models.DateField):
                value = timezone.localdate() - timedelta(days=chance.randrange(900))
            else:
                value = f"{value} loom{chance.randrange(100)}".strip()
            return bool(rows.update(**{field.name: value}))
    except (IntegrityError, models.ProtectedError):
        return False


def test_after_random_edits_all_files_are_as_if_everything_had_been_rendered(tmp_path, rendered):
    chance = Random("edits")
    make_full_lab()
    publish(tmp_path / "kept")
    all_pages, again = len(rendered), []
    for _number in range(EDITS):
        while not edit(chance):
            pass
        rendered.clear()
        kept = publish(tmp_path / "kept")
        again.append(len(rendered))
    assert kept == publish(tmp_path / "new", force=True)
    assert sorted(again)[EDITS // 2] < all_pages / 2


@pytest.mark.any_database
def test_only_pages_that_show_an_edited_text_are_rendered_again(tmp_path, rendered):
    ada = factories.person("Ada Example", bio="Old.")
    factories.person("Bob Before")
    factories.publication("On Engines", [ada])
    publish(tmp_path)
    rendered.clear()
    Person.objects.filter(pk=ada.pk).update(bio="New.")
    files = publish(tmp_path)
    assert b"New." in files["people/ada-example/index.html"]
    assert "/people/ada-example/" in rendered
    assert not {"/people/bob-before/", "/publications/on-engines/", "/news/", "/"} & set(rendered)


@pytest.mark.any_database
def test_what_all_pages_show_renders_all_of_them_again(tmp_path, rendered):
    factories.lab("Old Lab")
    factories.publication("On Engines")
    publish(tmp_path)
    pages = set(rendered)
    rendered.clear()
    Lab.objects.update(name="New Lab")
    publish(tmp_path)
    html = {address for address in pages if address.endswith("/") and "feed" not in address}
    assert html <= set(rendered)


def test_row_that_appears_in_a_list_is_noticed(tmp_path):
    ada = factories.person("Ada Example")
    publish(tmp_path)
    factories.publication("On Engines", [ada])
    files = publish(tmp_path)
    assert b"On Engines" in files["people/ada-example/index.html"]
    assert b"On Engines" in files["publications/person/ada-example/index.html"]
    Publication.objects.update(is_public=False)
    assert not any(b"On Engines" in content for content in publish(tmp_path).values())


@pytest.mark.any_database
def test_moment_that_pages_wait_for_renders_all_of_them(tmp_path, rendered, monkeypatch):
    soon = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(version, "_next_changes", [lambda now: soon if now < soon else None])
    monkeypatch.setattr(version, "_period", None)
    factories.publication("On Engines")
    publish(tmp_path)
    pages = set(rendered)
    rendered.clear()
    monkeypatch.setattr(version.timezone, "now", lambda: soon + timedelta(seconds=1))
    publish(tmp_path)
    assert set(rendered) == pages


@pytest.mark.any_database
def test_clock_that_was_ahead_renders_all_pages_when_it_is_right_again(tmp_path, rendered, monkeypatch):
    factories.publication("On Engines")
    ahead = timezone.now() + timedelta(hours=25)
    with monkeypatch.context() as patch:
        patch.setattr(version.timezone, "now", lambda: ahead)
        publish(tmp_path)
    pages = set(rendered)
    rendered.clear()
    publish(tmp_path)
    assert set(rendered) == pages


@pytest.mark.any_database
@pytest.mark.parametrize("loss", ["trace", "page"])
def test_what_is_missing_is_rendered(tmp_path, loss):
    factories.person("Ada Example")
    before = publish(tmp_path)
    name = "people/ada-example/index.html"
    if loss == "trace":
        trace._path(tmp_path).unlink()
    else:
        (tmp_path / "current" / name).unlink()
    Person.objects.update(bio="")  # a new version of the same content
    assert publish(tmp_path) == before


@pytest.mark.any_database
def test_release_to_which_the_operator_has_gone_back_lends_no_page_to_the_next(tmp_path):
    ada = factories.person("Ada Example", bio="First.")
    other = factories.person("Other Example")
    publish(tmp_path)
    Person.objects.filter(pk=ada.pk).update(bio="Second.")
    publish(tmp_path)
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to("releases/1")
    assert b"First." in publish(tmp_path)["people/ada-example/index.html"]
    Person.objects.filter(pk=other.pk).update(bio="A third change.")
    assert b"Second." in publish(tmp_path)["people/ada-example/index.html"]


def test_change_while_pages_are_rendered_is_published_the_next_time(tmp_path, monkeypatch):
    ada = factories.person("Ada Example", bio="First.")
    render = Renderer.render

    def render_during_an_edit(renderer, address):
        if address == "/people/ada-example/":
            Person.objects.filter(pk=ada.pk).update(bio="Second.")
            content = render(renderer, address)
            Person.objects.filter(pk=ada.pk).update(bio="First.")
            return content
        return render(renderer, address)

    monkeypatch.setattr(Renderer, "render", render_during_an_edit)
    assert b"Second." in publish(tmp_path)["people/ada-example/index.html"]
    monkeypatch.setattr(Renderer, "render", render)
    assert b"First." in publish(tmp_path)["people/ada-example/index.html"]
