"""schema.org JobPosting data of an opening, for job searches.

Requirements: https://developers.google.com/search/docs/appearance/structured-data/job-posting
"""

from datetime import timedelta

from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from core.http import absolute, origin
from core.languages import local
from core.markdown import render
from people.models import Lab
from people.structured_data import organization_data
from recruiting.models import Notice, PositionKind

EMPLOYMENT_TYPES = {
    PositionKind.INTERN: "INTERN",
    PositionKind.UNDERGRADUATE: "INTERN",
    PositionKind.VISITOR: "TEMPORARY",
}


def job_posting(notice: Notice, lab: Lab) -> dict:
    """Return an open notice as a schema.org JobPosting, without empty properties."""
    kinds = [position.kind for position in notice.positions.all()]
    url = absolute(notice.get_absolute_url())
    data = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": local(notice, "title").text,
        "description": description_html(notice),
        "url": url,
        "identifier": {"@type": "PropertyValue", "name": local(lab, "name").text, "value": notice.slug},
        "datePosted": notice.opens.isoformat(),
        "validThrough": _valid_through(notice),
        "employmentType": sorted({EMPLOYMENT_TYPES.get(kind, "FULL_TIME") for kind in kinds}),
        "hiringOrganization": _hiring_organization(lab),
        "jobLocation": None if notice.is_remote else lab_location(lab),
        "jobLocationType": "TELECOMMUTE" if notice.is_remote else None,
        "applicantLocationRequirements": [
            {"@type": "Country", "name": name} for name in notice.remote_countries
        ],
        "totalJobOpenings": notice.openings or None,
        "directApply": True,
    }
    return {key: value for key, value in data.items() if value is not None and value != []}


def description_html(notice: Notice) -> str:
    """Return the text of the notice and what to include in an application, as HTML."""
    text = str(render(local(notice, "body").text))
    to_send = str(render(local(notice, "to_send").text))
    if to_send:
        heading = _("What to include")
        text += f"<p>{heading}</p>\n{to_send}"
    return text or f"<p>{escape(local(notice, 'title').text)}</p>\n"


def _valid_through(notice: Notice) -> str | None:
    """Return the last second before the deadline as an ISO 8601 date and time in the lab's time zone."""
    if notice.ends is None:
        return None
    return timezone.localtime(notice.ends - timedelta(seconds=1)).isoformat()


def _hiring_organization(lab: Lab) -> dict:
    """Return the lab as an Organization; Google requires a logo, so the site's icon is the fallback."""
    organization = organization_data(lab)
    organization.setdefault("logo", origin() + static("labsite/icon.svg"))
    return organization


def lab_location(lab: Lab) -> dict | None:
    """Return the lab's address as a Place; None if only the country is known, or nothing."""
    address = {
        "@type": "PostalAddress",
        "streetAddress": local(lab, "address").text or local(lab, "institution").text,
        "addressLocality": local(lab, "city").text,
        "addressCountry": lab.country,
    }
    filled = {key: value for key, value in address.items() if value}
    return {"@type": "Place", "address": filled} if len(filled) > 1 else None
