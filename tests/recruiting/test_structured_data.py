"""What job searches read of a notice has all that Google asks for.

https://developers.google.com/search/docs/appearance/structured-data/job-posting
"""

import re
from datetime import date, datetime, time
from urllib.parse import urlsplit

import pytest

from tests import factories
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

EMPLOYMENT_TYPES = "FULL_TIME PART_TIME CONTRACTOR TEMPORARY INTERN VOLUNTEER PER_DIEM OTHER".split()


def is_address(text) -> bool:
    return urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).netloc)


def missing(job: dict) -> set[str]:
    """What Google requires and is not there, or is not as it must be."""
    place = job.get("jobLocation", {}).get("address", {})
    is_remote = job.get("jobLocationType") == "TELECOMMUTE"
    from_where = job.get("applicantLocationRequirements", [])
    good = {
        "title": bool(job.get("title")),
        "description": bool(re.search(r"<(p|ul|ol)>.+</(p|ul|ol)>", job.get("description", ""), re.DOTALL)),
        "datePosted": bool(date.fromisoformat(job.get("datePosted", ""))),
        "hiringOrganization": bool(job.get("hiringOrganization", {}).get("name")),
        "jobLocation": is_remote or bool(re.fullmatch("[A-Z]{2}", place.get("addressCountry", ""))),
        "applicantLocationRequirements": not is_remote
        or bool(from_where and all(one["@type"] == "Country" and one["name"] for one in from_where)),
        "validThrough": "validThrough" not in job
        or datetime.fromisoformat(job["validThrough"]).utcoffset() is not None,
        "employmentType": set(job.get("employmentType", [])) <= set(EMPLOYMENT_TYPES),
        "directApply": isinstance(job.get("directApply", False), bool),
    }
    return {name for name, is_good in good.items() if not is_good}


def recommended(job: dict) -> set[str]:
    """What Google recommends and is there; pay is not ours to know."""
    organization = job["hiringOrganization"]
    there = {name for name in ("identifier", "validThrough", "employmentType", "directApply") if name in job}
    there |= {name for name in ("logo", "sameAs") if organization.get(name)}
    assert is_address(organization["logo"])
    return there


def job_of(client, path) -> dict:
    (job,) = Page(client.get(path)).json_ld
    return job


@pytest.fixture
def lab():
    return factories.lab("Engine Lab", address="1 Example Road", city="Exampletown", country="CN")


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_a_notice_has_all_that_is_required_and_all_that_is_recommended(visitor, lab, prefix):
    lab.links.create(kind="github", url="https://github.com/example")
    factories.notice("Engineers", title_zh="工程师", closes=date(2099, 6, 30), closes_at=time(17))
    job = job_of(visitor, f"{prefix}/recruiting/engineers/")
    assert missing(job) == set()
    wanted = {"identifier", "validThrough", "employmentType", "directApply", "logo", "sameAs"}
    assert recommended(job) == wanted
    assert job["validThrough"] == "2099-06-30T16:59:59+08:00"
    assert job["jobLocation"]["address"]["addressLocality"] == "Exampletown"


def test_where_nobody_has_to_come_it_says_from_which_countries_one_can_work(visitor, lab):
    factories.notice("Engineers", is_remote=True, remote_from="China, Germany，France")
    job = job_of(visitor, "/recruiting/engineers/")
    assert missing(job) == set()
    assert "jobLocation" not in job
    assert [place["name"] for place in job["applicantLocationRequirements"]] == ["China", "Germany", "France"]


def test_the_description_has_what_to_send_and_no_markup_of_a_title(visitor, lab):
    factories.notice("<b>Engineers</b>", slug="engineers", to_send="A *CV*")
    assert "A <em>CV</em>" in job_of(visitor, "/recruiting/engineers/")["description"]
    factories.notice("<b>Others</b>", slug="others")
    assert "&lt;b&gt;Others" in job_of(visitor, "/recruiting/others/")["description"]


def test_without_a_country_the_validator_complains(visitor):
    factories.lab("Engine Lab")
    factories.notice("Engineers")
    assert missing(job_of(visitor, "/recruiting/engineers/")) == {"jobLocation"}
