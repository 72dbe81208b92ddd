"""The JobPosting data of an opening meets the requirements of Google.

https://developers.google.com/search/docs/appearance/structured-data/job-posting
"""

import re
from datetime import date, datetime, time
from urllib.parse import urlsplit

import pytest

from tests import factories
from tests.views.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

EMPLOYMENT_TYPES = "FULL_TIME PART_TIME CONTRACTOR TEMPORARY INTERN VOLUNTEER PER_DIEM OTHER".split()


def is_web_address(text) -> bool:
    return urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).netloc)


def invalid_properties(job: dict) -> set[str]:
    """Return the required properties that are missing or invalid."""
    place = job.get("jobLocation", {}).get("address", {})
    is_remote = job.get("jobLocationType") == "TELECOMMUTE"
    countries = job.get("applicantLocationRequirements", [])
    checks = {
        "title": bool(job.get("title")),
        "description": bool(re.search(r"<(p|ul|ol)>.+</(p|ul|ol)>", job.get("description", ""), re.DOTALL)),
        "datePosted": bool(date.fromisoformat(job.get("datePosted", ""))),
        "hiringOrganization": bool(job.get("hiringOrganization", {}).get("name")),
        "jobLocation": is_remote or bool(re.fullmatch("[A-Z]{2}", place.get("addressCountry", ""))),
        "applicantLocationRequirements": not is_remote
        or bool(countries and all(place["@type"] == "Country" and place["name"] for place in countries)),
        "validThrough": "validThrough" not in job
        or datetime.fromisoformat(job["validThrough"]).utcoffset() is not None,
        "employmentType": set(job.get("employmentType", [])) <= set(EMPLOYMENT_TYPES),
        "directApply": isinstance(job.get("directApply", False), bool),
    }
    return {name for name, is_valid in checks.items() if not is_valid}


def recommended(job: dict) -> set[str]:
    """Return the recommended properties that are present, apart from pay, which the site does not know."""
    organization = job["hiringOrganization"]
    present = {
        name for name in ("identifier", "validThrough", "employmentType", "directApply") if name in job
    }
    present |= {name for name in ("logo", "sameAs") if organization.get(name)}
    assert is_web_address(organization["logo"])
    return present


def job_of(client, path) -> dict:
    (job,) = Page(client.get(path)).json_ld
    return job


@pytest.fixture
def lab():
    return factories.lab("Engine Lab", address="1 Example Road", city="Exampletown", country="CN")


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_job_posting_has_all_required_and_recommended_properties(visitor, lab, prefix):
    lab.links.create(kind="github", url="https://github.com/example")
    factories.notice("Engineers", title_zh="工程师", closes=date(2099, 6, 30), closes_at=time(17))
    job = job_of(visitor, f"{prefix}/recruiting/engineers/")
    assert invalid_properties(job) == set()
    expected = {"identifier", "validThrough", "employmentType", "directApply", "logo", "sameAs"}
    assert recommended(job) == expected
    assert job["validThrough"] == "2099-06-30T16:59:59+08:00"
    assert job["jobLocation"]["address"]["addressLocality"] == "Exampletown"


def test_remote_job_names_its_countries(visitor, lab):
    factories.notice("Engineers", is_remote=True, remote_from="China, Germany，France")
    job = job_of(visitor, "/recruiting/engineers/")
    assert invalid_properties(job) == set()
    assert "jobLocation" not in job
    assert [place["name"] for place in job["applicantLocationRequirements"]] == ["China", "Germany", "France"]


def test_description_includes_what_to_send_and_escapes_the_title(visitor, lab):
    factories.notice("<b>Engineers</b>", slug="engineers", to_send="A *CV*")
    assert "A <em>CV</em>" in job_of(visitor, "/recruiting/engineers/")["description"]
    factories.notice("<b>Others</b>", slug="others")
    assert "&lt;b&gt;Others" in job_of(visitor, "/recruiting/others/")["description"]


def test_job_without_a_country_lacks_its_location(visitor):
    factories.lab("Engine Lab")
    factories.notice("Engineers")
    assert invalid_properties(job_of(visitor, "/recruiting/engineers/")) == {"jobLocation"}
