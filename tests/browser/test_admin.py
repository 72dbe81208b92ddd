"""The Django admin in a browser, under the site's Content-Security-Policy."""

import pytest
from django.urls import reverse

from people.models import Role
from publications.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_author_is_searched_and_added_to_a_publication(site):
    site.sign_in(factories.user(is_staff=True, is_superuser=True))
    ada = factories.person("Ada Example", role=Role.PHD, photo=factories.picture())
    publication = factories.publication("On Engines", authors=["Bob Printed"])
    page = site.visit(reverse("admin:publications_publication_change", args=[publication.pk]))
    page.get_by_text("Add another Author", exact=False).click()
    assert page.locator("thead > tr > td.original").count()  # an empty heading before our script
    row = page.locator("#authorships-1")
    row.get_by_role("textbox").first.fill("A. Example")
    row.get_by_role("combobox", name="Member").click()
    page.locator(".select2-search__field").last.fill("ada")
    page.locator(".select2-results__option", has_text="Ada Example").click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    assert [row.person for row in publication.authorships.order_by("position")] == [None, ada]
    assert Publication.objects.matching("example engines").exists()


@pytest.mark.any_database
@pytest.mark.parametrize("model", ["people_person", "people_team", "recruiting_notice", "news_newsitem"])
def test_lists_and_empty_forms_cause_no_error(site, model):
    site.sign_in(factories.user(is_staff=True, is_superuser=True))
    factories.person(photo=factories.picture())
    site.visit(reverse(f"admin:{model}_changelist")).wait_for_load_state("networkidle")
    site.visit(reverse(f"admin:{model}_add")).wait_for_load_state("networkidle")
