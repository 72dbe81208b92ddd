"""The model of a project: period, description of the picture, which projects are listed in which order."""

from datetime import date

import pytest

from core.partial_dates import PartialDate
from projects.models import Project
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("end", "is_past"),
    [(None, False), ("2024", True), ("2025", False), ("2025-05", True), ("2025-06", False)],
)
def test_project_is_past_once_its_end_is_over(end, is_past):
    project = factories.project(end=end)
    assert project.is_past(DAY) == is_past


def test_current_projects_come_before_past_ones_and_the_latest_first():
    for title, start, end in (
        ("Old", "2015", "2019"),
        ("Recent", "2020", "2024-12"),
        ("Begun early", "2018", None),
        ("Begun late", "2024", "2027"),
        ("Undated", None, None),
    ):
        factories.project(title, start=start, end=end)
    titles = [project.title for project in Project.objects.current_first(DAY)]
    assert titles == ["Begun late", "Begun early", "Undated", "Recent", "Old"]


def test_position_overrides_the_date():
    factories.project("New", start="2025")
    factories.project("First", start="2010", position=0)
    Project.objects.filter(title="New").update(position=1)
    assert [project.title for project in Project.objects.current_first(DAY)] == ["First", "New"]


def test_period_cannot_end_before_it_starts():
    project = factories.project(start="2024")
    project.end = PartialDate(2023)
    assert "end date is before" in refusal_of(project)
    with refused_by_the_database():
        project.save()


def test_picture_needs_a_description_in_one_language():
    picture = factories.picture_name("projects")
    assert "Describe the picture" in refusal_of(Project(title="T", picture=picture))
    with refused_by_the_database():
        factories.project(picture=picture)
    factories.project(picture=picture, picture_alt_zh="一台机器")


def test_projects_of_a_person():
    ada, bob = factories.person("Ada"), factories.person("Bob")
    both = factories.project("Both", people=[(ada, "Lead"), (ada, "Adviser"), bob])
    factories.project("Of Bob", people=[bob])
    assert list(Project.objects.with_member(ada)) == [both]
