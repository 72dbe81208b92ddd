"""The lab, of which there is only one."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import modelform_factory
from PIL import Image, ImageFilter

from people.models import HomeSection, Lab, LabLink
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db


def test_only_one_lab_can_exist():
    factories.lab()
    assert "only one lab" in refusal_of(Lab(pk=2, name="Another Lab"))
    with refused_by_the_database():
        Lab.objects.bulk_create([Lab(pk=2, name="Another Lab")])
    with refused_by_the_database():
        Lab.objects.create(name="Another Lab")
    assert Lab.objects.get().name == "Example Lab"


def test_load_returns_an_unsaved_lab_before_setup():
    lab = Lab.load()
    assert lab.name == "Our lab"
    assert lab.academic_year_start == 9
    assert lab.link_list == []
    assert not Lab.objects.exists()


def test_lab_is_loaded_with_its_links_in_order(django_assert_num_queries):
    lab = factories.lab("Example Lab")
    LabLink.objects.create(lab=lab, kind="x", url="https://example.org/2", position=2)
    LabLink.objects.create(lab=lab, kind="github", url="https://example.org/1", position=1)
    with django_assert_num_queries(1):
        assert [link.text for link in Lab.load().link_list] == ["GitHub", "X"]


@pytest.mark.parametrize("month", [0, 13])
def test_academic_year_starts_in_a_valid_month(month):
    lab = factories.lab()
    lab.academic_year_start = month
    assert refusal_of(lab)
    with refused_by_the_database():
        lab.save()


@pytest.mark.parametrize("colour", ["red", "#12345", "#1234567", "#12345g", "1f5f8b", ""])
def test_accent_must_be_a_colour(colour):
    lab = factories.lab()
    lab.accent = colour
    assert refusal_of(lab)


def test_lab_needs_only_a_name():
    Lab(name="Example Lab").full_clean()
    assert "blank" in refusal_of(Lab(name=""))


@pytest.mark.parametrize("sections", ["about", [1], ["about", "about"], ["unknown"], {"about": 1}])
def test_home_sections_are_a_list_of_known_sections_each_once(sections):
    lab = factories.lab()
    lab.home_sections = sections
    assert "each once" in refusal_of(lab)


def test_home_page_has_all_sections_in_the_usual_order_unless_the_lab_says_otherwise():
    assert Lab.load().home_section_keys == HomeSection.values
    factories.lab(home_sections=["news", "about"])
    assert Lab.load().home_section_keys == ["news", "about"]


@pytest.mark.parametrize("field", ["hero_focus_x", "hero_focus_y"])
def test_focus_of_the_picture_is_a_percentage(field):
    lab = factories.lab(hero_focus_x=0, hero_focus_y=100)
    lab.full_clean()
    setattr(lab, field, 101)
    assert refusal_of(lab)
    with refused_by_the_database():
        lab.save()


# ---- the picture of the home page -------------------------------------------------------------


@pytest.fixture
def detailed_photo():
    """A picture that needs many bytes, larger than any screen."""
    target = BytesIO()
    Image.effect_noise((1800, 1200), 60).filter(ImageFilter.GaussianBlur(1.2)).save(target, "JPEG")
    return SimpleUploadedFile("photo.jpg", target.getvalue())


@pytest.mark.any_database
def test_picture_of_the_home_page_is_sharp_on_dense_screens_and_small(detailed_photo):
    factories.lab()
    form = modelform_factory(Lab, fields=["hero"])({}, {"hero": detailed_photo}, instance=Lab.load())
    hero = form.save().hero
    assert (hero.width, hero.height) == (1280, 853)
    assert 60_000 < hero.size <= 100_000
    assert hero.srcset.endswith(f"{hero.url} 1280w")
