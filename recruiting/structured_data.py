"""schema.org data of a notice, as job searches read it."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from labsite.lib.languages import local
from labsite.lib.markdown import render
from people.models import Lab
from people.structured_data import organization_data
from recruiting.models import Notice, PositionKind

EMPLOYMENT_TYPES = {
    PositionKind.INTERN: "INTERN",
    PositionKind.UNDERGRADUATE: "INTERN",
    PositionKind.VISITOR: "TEMPORARY",
}


def job_posting(notice: Notice, lab: Lab, request) -> dict:
    """Returns the notice as a schema.org JobPosting; it is valid to the end of its last day."""
    kinds = [position.kind for position in notice.positions.all()]
    organization = organization_data(lab, request)
    data = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": local(notice, "title").text,
        "description": str(render(local(notice, "body").text)) or local(notice, "title").text,
        "datePosted": notice.opens.isoformat(),
        "employmentType": sorted({EMPLOYMENT_TYPES.get(kind, "FULL_TIME") for kind in kinds}),
        "hiringOrganization": organization,
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": local(lab, "address").text or local(lab, "institution").text,
            },
        },
        "totalJobOpenings": notice.openings or None,
        "directApply": False,
    }
    if notice.last_day:
        midnight = datetime.combine(notice.last_day + timedelta(days=1), time())
        data["validThrough"] = (timezone.make_aware(midnight) - timedelta(seconds=1)).isoformat()
    return {key: value for key, value in data.items() if value is not None and value != []}
