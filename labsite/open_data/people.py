"""The rows of ``people.json``: every public profile, as it says on a day, and every public team."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from django.utils import timezone

from core.partial_dates import PartialDate
from labsite.open_data.values import (
    in_both,
    markdown_texts,
    picture,
    team,
    text_or_none,
    texts,
    texts_in,
    texts_of,
    urls,
)
from people.models import Honor, Lab, Person, Role, Team, TeamMembership
from people.models.links import LinkKind
from people.roster import Member, member_on
from projects.roles import with_project_rows
from publications.models import Talk

_ORCID = re.compile(r"https?://(?:www\.)?orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?", re.IGNORECASE)

Row = dict[str, Any]


def rows(now: datetime, lab: Lab) -> Iterator[Row]:
    """Yield the public people in the order of the people page, with the rows of their profiles."""
    on = timezone.localdate(now)
    people = list(
        with_project_rows(Person.objects.public().with_links().with_stays().with_service())
        .by_seniority()
        .prefetch_related("education", "affiliations")
        .defer("aliases", "search_text")
    )
    members = in_both(lambda: [member_on(person, on, lab) for person in people])
    shared = {
        "teams": _memberships_by_person(),
        "honors": _by_person(Honor.objects.public().with_people(), _honor),
        "talks": _by_person(Talk.objects.public().with_links_to_publications().with_people(), _talk),
    }
    for number, person in enumerate(people):
        positions = texts_of(members["en"][number].status, members["zh-Hans"][number].status)
        yield {
            **_person(person, members["en"][number], on),
            "position": positions,
            **{name: rows_by_person[person.slug] for name, rows_by_person in shared.items()},
        }


def teams(now: datetime, lab: Lab) -> Iterator[Row]:
    """Yield the public teams in the order of their page, with one query. The people say who is in which."""
    for row in Team.objects.public().in_order():
        yield {
            "id": row.slug,
            "url": urls(row),
            "name": texts(row, "name"),
            "text": markdown_texts(row, "description"),
            "call": markdown_texts(row, "call"),
        }


def _person(person: Person, member: Member, on: date) -> Row:
    is_current = person.is_current(on)
    native_name = person.visible_native_name
    return {
        "id": person.slug,
        "url": urls(person),
        "name": person.name,
        "native_name": {"text": native_name, "language": person.native_language} if native_name else None,
        "other_names": person.shown_alias_list,
        "status": ("future" if member.joins else "current") if is_current else "former",
        "role": Role(person.role).slug,
        "periods": _periods(person, member, is_current),
        "destination": {} if is_current else texts(person, "destination"),
        "destination_url": None if is_current else person.destination_url or None,
        "email": person.public_email or None,
        "orcid": _orcid(person),
        "links": [
            {"kind": link.kind, "label": link.label or None, "url": link.url} for link in person.link_list
        ],
        "photo": picture(person.visible_photo),
        "interests": texts(person, "interests"),
        "bio": markdown_texts(person, "bio"),
        "affiliations": [_affiliation(row, on) for row in person.affiliation_list],
        "education": [_education(row) for row in person.education_list],
        "service": [_service(row) for row in person.service_list],
        "projects": [{"project": row["slug"], "role": texts_in(row, "role")} for row in person.project_rows],
        "updated": timezone.localdate(person.updated).isoformat(),
    }


def _period(start: PartialDate | None, end: PartialDate | None) -> Row:
    return {"start": text_or_none(start), "end": text_or_none(end)}


def _periods(person: Person, member: Member, is_current: bool) -> list[Row]:
    """Return the periods in the lab, if the profile shows them: of former, returned and future members."""
    if is_current and not person.earlier_periods and not member.joins:
        return []
    return [_period(start, end) for start, end in (*person.earlier_periods, (member.start, member.end))]


def _orcid(person: Person) -> str | None:
    links = (_ORCID.fullmatch(link.url) for link in person.link_list if link.kind == LinkKind.ORCID)
    return next((match[1].upper() for match in links if match), None)


def _affiliation(row: Any, on: date) -> Row:
    """Return an affiliation; a current one without period and role, as on the profile."""
    is_current = row.runs(on)
    return {
        "institution": texts(row, "institution"),
        "department": texts(row, "department"),
        "url": row.url or None,
        "current": is_current,
        "role": {} if is_current else texts(row, "capacity"),
        **(_period(None, None) if is_current else _period(row.start, row.end)),
    }


def _education(row: Any) -> Row:
    return {
        "degree": row.degree,
        "school": texts(row, "school"),
        "department": texts(row, "department"),
        "url": row.url or None,
        "advisor": texts(row, "advisor"),
        "advisor_url": (row.advisor_url or None) if row.advisor or row.advisor_zh else None,
        **_period(row.start, row.end),
        "expected": row.is_expected,
    }


def _service(row: Any) -> Row:
    partner = texts(row, "partner")
    return {
        "role": texts(row, "role"),
        "subject": texts(row, "subject"),
        "partner": partner,
        "url": (row.url or None) if partner else None,
        **_period(row.start, row.end),
    }


def _memberships_by_person() -> dict[str, list[Row]]:
    """Return the teams of each person, by the person's slug; a current one without period, as on profiles."""
    memberships = TeamMembership.objects.public().select_related("team", "person")
    rows = memberships.order_by("team__position", "team__sort_name", "start", "pk").only(
        "start", "end", "is_lead", "team__slug", "team__name", "team__name_zh", "person__slug"
    )
    by_person, values_of_team = defaultdict(list), cache(team)
    for row in rows:
        by_person[row.person.slug].append(
            {
                **values_of_team(row.team),
                "lead": row.is_lead,
                **_period(row.start if row.end else None, row.end),
            }
        )
    return by_person


def _by_person(shared_rows: Iterable[Any], values_of: Any) -> dict[str, list[Row]]:
    """Return shared rows by the slug of each public person who has them."""
    by_person = defaultdict(list)
    for row in shared_rows:
        slugs = row.public_slugs
        for slug in slugs:
            by_person[slug].append(
                {**values_of(row), "shared_with": [other for other in slugs if other != slug]}
            )
    return by_person


def _honor(row: Honor) -> Row:
    return {
        "title": texts(row, "title"),
        "level": texts(row, "level"),
        "issuer": texts(row, "issuer"),
        "date": text_or_none(row.date),
        "highlighted": row.is_highlighted,
    }


def _talk(row: Talk) -> Row:
    event = texts(row, "event")
    return {
        "kind": row.kind,
        "title": texts(row, "title"),
        "event": event,
        "place": texts(row, "place"),
        "date": text_or_none(row.date),
        "url": (row.url or None) if event else None,
        "slides_url": row.slides_url or None,
        "publication": row.publication.slug if row.publication and row.publication.is_public else None,
    }
