"""The pages about what to mend: in the lab's data, and in the set-up of the server."""

from datetime import timedelta

import pytest
from django.core.checks import Error, Warning
from django.urls import reverse
from django.utils import timezone

from core import doctor
from labsite.link_checks.models import LinkCheck
from tests import factories

pytestmark = pytest.mark.django_db

GONE = "https://gone.example.edu/page"


def failing(url, days=9):
    moment = timezone.now() - timedelta(days=days)
    return LinkCheck.objects.create(url=url, checked=moment, failing_since=moment, problem="gone")


def test_each_problem_links_to_the_page_to_fix_it_on(pi):
    undated = factories.person("Una Dated", joined=None)
    undated.links.create(kind="website", url=GONE)
    stray = factories.publication(title="Of nobody", year=None)
    twins = [factories.person("Tom Twin", slug=slug, joined="2024") for slug in ("tom", "tom-2")]
    link = failing(GONE)

    page = pi.get(reverse("desk-health")).content.decode()

    assert reverse("edit-person", args=[undated.slug]) in page
    assert page.count(reverse("edit-publication", args=[stray.slug])) == 2  # no member, no year
    assert reverse("merge", args=["person", twins[0].pk]) in page
    assert f'href="{undated.get_absolute_url()}"' in page and GONE in page
    assert reverse("desk-accept-link", args=[link.pk]) in page


def test_accepted_link_is_not_reported_again(pi):
    factories.person("Ada", joined="2024").links.create(kind="website", url=GONE)
    link = failing(GONE)
    assert GONE in pi.post(reverse("desk-accept-link", args=[link.pk]), follow=True).content.decode()
    assert GONE not in pi.get(reverse("desk-health")).content.decode()


def test_lab_without_problems_is_told_so(pi):
    pi.person.joined = "2020"
    pi.person.save()
    assert "Nothing to fix" in pi.get(reverse("desk-health")).content.decode()


def test_number_of_queries_does_not_grow_with_the_data(pi, django_assert_max_num_queries):
    def fill(number):
        for index in range(number):
            person = factories.person(f"Una {number} {index}", joined=None)
            url = f"{GONE}/{number}/{index}"
            person.links.create(kind="website", url=url)
            failing(url)
            factories.publication(title=f"Of nobody {number} {index}", year=None)

    fill(2)
    pi.get(reverse("desk-health"))
    fill(8)
    with django_assert_max_num_queries(45):
        pi.get(reverse("desk-health"))


def test_admin_runs_the_checks_of_the_server(admin, monkeypatch):
    checks = {
        "Fine": list,
        "Doubtful": lambda: [Warning("Something is late.", hint="Start it.")],
        "Broken": lambda: [Error("Something is gone.")],
    }
    named = [doctor.NamedCheck(name, check) for name, check in checks.items()]
    monkeypatch.setattr(doctor, "checks", lambda: named)
    url = reverse("desk-server-health")
    assert "Something is late" not in admin.get(url).content.decode()
    page = " ".join(admin.post(url).content.decode().split())
    for text in ("Something is late.", "Start it.", "Something is gone.", ">OK<", ">Warning<", ">Error<"):
        assert text in page


def test_pi_may_not_check_the_server(pi):
    assert pi.post(reverse("desk-server-health")).status_code == 403
