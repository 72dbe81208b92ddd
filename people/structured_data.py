"""schema.org data (JSON-LD) of the lab and its people."""

from datetime import date

from core.http import absolute, site_path
from core.languages import local
from core.markdown import plain
from people.models import Lab, Person


def home_url() -> str:
    """Return the absolute URL of the English home page."""
    return absolute(site_path("/"))


def lab_id() -> str:
    """Return the identifier of the lab in schema.org data."""
    return f"{home_url()}#lab"


def organization_data(lab: Lab) -> dict:
    """Return the lab as a schema.org ResearchOrganization."""
    data = {
        "@type": "ResearchOrganization",
        "@id": lab_id(),
        "name": local(lab, "name").text,
        "alternateName": other_names(local(lab, "name").text, lab.name, lab.name_zh, lab.short_name),
        "url": home_url(),
        "description": local(lab, "tagline").text,
        "email": lab.email,
        "telephone": lab.phone,
        "address": local(lab, "address").text,
        "logo": absolute(lab.logo.url) if lab.logo else "",
        "image": absolute(lab.hero.url) if lab.hero else "",
        "sameAs": [link.url for link in lab.link_list],
        "parentOrganization": institution_data(lab),
    }
    return {key: value for key, value in data.items() if value}


def other_names(name: str, *others: str) -> list[str]:
    """Return the non-empty other names without repetitions, in their order."""
    return [other for other in dict.fromkeys(others) if other and other != name]


def institution_data(lab: Lab) -> dict | None:
    """Return the lab's institution as a schema.org CollegeOrUniversity, or None if it has none."""
    if not (lab.institution or lab.institution_zh):
        return None
    data = {
        "@type": "CollegeOrUniversity",
        "name": local(lab, "institution").text,
        "url": lab.institution_url,
    }
    return {key: value for key, value in data.items() if value}


def person_data(person: Person, lab: Lab, *, on: date, job_title: str) -> dict:
    """Return the person's schema.org ProfilePage as of a day."""
    is_current = person.is_current(on)
    lab_data = {
        "@type": "ResearchOrganization",
        "@id": lab_id(),
        "name": local(lab, "name").text,
    }
    schools = [row for row in person.education_list if row.is_finished(on)]
    data = {
        "@type": "Person",
        "name": person.name,
        "alternateName": other_names(person.name, person.visible_native_name, *person.shown_alias_list),
        "url": absolute(person.get_absolute_url()),
        "image": absolute(person.photo.url) if person.visible_photo else "",
        "jobTitle": job_title if is_current else "",
        "description": plain(local(person, "bio").text, limit=300),
        "knowsAbout": local(person, "interests").text,
        "sameAs": [link["url"] for link in person.link_rows],
        "affiliation": [
            {"@type": "Organization", "name": local(row, "institution").text}
            for row in person.affiliation_list
            if row.runs(on)
        ],
        "memberOf": lab_data if is_current else None,
        "alumniOf": [
            *({"@type": "EducationalOrganization", "name": local(row, "school").text} for row in schools),
            *([] if is_current else [lab_data]),
        ],
    }
    return {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "dateModified": person.updated.isoformat(),
        "mainEntity": {key: value for key, value in data.items() if value},
    }
