"""The Django admin: every model can be used, with a fixed number of queries."""

import json
import re

import pytest
from django.core.checks import run_checks
from django.urls import reverse

from people.models import Person, Team
from projects.models import Grant, Project
from publications.models import Disclaimer, Publication
from recruiting.models import Notice, NoticeReviewer
from tests import factories
from tests.admin_forms import errors_of, form_data, url_of
from tests.admin_rows import (
    MAKE,
    MODELS,
    NOT_ADDABLE,
    READ_ONLY,
    each_model,
    full_notice,
    full_publication,
    get,
    label,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_django_finds_no_mistake_in_the_admin():
    assert run_checks(tags=["admin"]) == []  # with the modules that the URLs would find


# ---- every page -------------------------------------------------------------------------------


def test_every_registered_model_has_a_factory_here():
    assert set(MODELS) == set(MAKE)


@each_model
def test_changelist_change_form_and_add_form_open_without_inline_styles_and_scripts(admin, model):
    row = MAKE[model](0)
    for url in (url_of(model, "changelist"), url_of(model, "change", row.pk)):
        html = get(admin, url)[0].content.decode()
        assert not re.search(r"<[^>]+\sstyle=", html)
        assert not re.search(r"<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son\w+=", html)
    expected = 403 if model in NOT_ADDABLE else 200
    assert admin.get(url_of(model, "add")).status_code == expected


@each_model
def test_query_count_of_a_changelist_does_not_grow_with_rows_in_either_language(admin, model):
    MAKE[model](0)
    urls = [language + url_of(model, "changelist") for language in ("", "/zh-hans")]
    for url in urls:
        get(admin, url)  # fills the content type cache
    few = [get(admin, url)[1] for url in urls]
    for number in range(1, 10):
        MAKE[model](number)
    assert [get(admin, url)[1] for url in urls] == few


def test_list_of_publications_has_readable_formulas(admin):
    factories.publication(r"Looms in $\mathcal{O}(n^2)$")
    page = admin.get(url_of(Publication, "changelist")).content.decode()
    assert "Looms in O(n²)" in page and "mathcal" not in page


def test_query_count_of_the_publication_form_does_not_grow_with_authors(admin):
    one, thirty = full_publication(0, authors=1), full_publication(1, authors=30)
    get(admin, url_of(Publication, "change", one.pk))
    _, few = get(admin, url_of(Publication, "change", one.pk))
    response, many = get(admin, url_of(Publication, "change", thirty.pk))
    assert many == few
    assert response.content.decode().count("selected>Author 1 ") == 30


def test_query_count_of_the_team_form_does_not_grow_with_members(admin):
    small, large = factories.team("Small"), factories.team("Large")
    factories.membership(factories.person(), small)
    for number in range(30):
        factories.membership(factories.person(f"Member {number}"), large)
    get(admin, url_of(Team, "change", small.pk))
    _, few = get(admin, url_of(Team, "change", small.pk))
    _, many = get(admin, url_of(Team, "change", large.pk))
    assert many == few


def with_three_of_each(model):
    """Return a row on which three rows of each kind depend."""
    people = [factories.person(f"Member {number}", user=factories.user()) for number in range(3)]
    if model is Person:
        person, teams = people[0], [factories.team(f"Team {number}") for number in range(3)]
        for number, team in enumerate(teams):
            factories.membership(person, team)
            Disclaimer.objects.create(person=person, publication=factories.publication(f"Paper {number}"))
            factories.project(f"Project {number}", people=[person])
            factories.grant(f"Grant {number}", people=[person])
        return person
    if model is Publication:
        paper = factories.publication(authors=["Ann One", "Bob Two", "Cid Three"])
        for person in people:
            Disclaimer.objects.create(person=person, publication=paper)
        return paper
    if model is Team:
        team = factories.team()
        for person in people:
            factories.membership(person, team)
        return team
    if model is Notice:
        notice = full_notice()
        for person in people:
            NoticeReviewer.objects.create(notice=notice, user=person.user)
        return notice
    return {Project: factories.project, Grant: factories.grant}[model](people=people)


@pytest.mark.parametrize("model", [Grant, Notice, Person, Project, Publication, Team], ids=label)
def test_query_count_of_a_delete_page_does_not_grow_with_rows(admin, model):
    """The middleware that finds N+1 queries fails the page."""
    page, _queries = get(admin, url_of(model, "delete", with_three_of_each(model).pk))
    assert len(page.context["deleted_objects"]) > 1


@each_model
def test_visitors_and_members_are_sent_to_the_sign_in_page(visitor, member, model):
    for client in (visitor, member):
        response = client.get(url_of(model, "changelist"))
        assert response.status_code == 302
        assert reverse("admin:login") in response.url


def test_index_groups_the_models_by_app(admin):
    html = get(admin, reverse("admin:index"))[0].content.decode()
    for heading in ("People", "Publications", "News", "Recruiting"):
        assert heading in html


def test_chinese_pages_have_chinese_titles_and_headings(admin):
    page = admin.get("/zh-hans" + url_of(Person, "changelist")).content.decode()
    assert "选择成员" in page and "添加成员" in page and "按身份" in page
    assert "Model name" not in page and "退出登录" in page


def test_admin_has_the_name_of_the_lab(admin):
    factories.lab("Engine Lab")
    html = get(admin, reverse("admin:index"))[0].content.decode()
    assert "| Engine Lab</title>" in html and "Labsite" not in html


# ---- saving -----------------------------------------------------------------------------------


@each_model
def test_form_submitted_unchanged_changes_nothing(admin, model):
    row = MAKE[model](0)
    url = url_of(model, "change", row.pk)
    if model in READ_ONLY:
        assert admin.post(url, {}).status_code == 403
        return
    before = form_data(admin, url)
    response = admin.post(url, before)
    assert response.status_code == 302, errors_of(response)
    assert form_data(admin, url) == before


def test_fields_in_tables_are_named_for_screen_readers(admin):
    ada = factories.person()
    factories.profile_link(ada)
    html = get(admin, url_of(Person, "change", ada.pk))[0].content.decode()
    assert re.search(r'<select name="links-0-kind"[^>]* aria-label="Kind"', html)


def test_scripts_of_the_admin_have_chinese_texts_that_django_lacks(admin):
    script = admin.get("/zh-hans/admin/jsi18n/").content.decode()
    for text in ("选中要添加的%s，再点击向右的箭头。", "可选的%s", "今天"):
        assert json.dumps(text) in script
