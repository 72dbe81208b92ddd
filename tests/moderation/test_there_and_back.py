"""Random profiles go through proposal, approval and revert, and the first state is found again."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.characters import printable
from labsite.editors import PROFILE
from moderation import revisions
from moderation.forms.edit_form import EditForm
from moderation.models import InvalidSubmission, Proposal, State
from people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db

texts = st.text(max_size=12).map(printable)  # as what comes from a browser is read
dates = st.sampled_from(["", "2019", "2025-09", "2025-09-14", "2025-13", "soon"])
urls = st.sampled_from(["https://example.org/a", "example.org", "javascript:alert(1)", ""])


def one(values):
    return values.map(lambda value: [value])


def some(fields):
    return st.fixed_dictionaries({}, optional={name: one(values) for name, values in fields.items()})


FIELDS = {
    "name": st.sampled_from(["Ada Example", "Ada E.", "A. E.", ""]),
    "native_name": texts,
    "interests": texts,
    "bio": texts,
    "bio_zh": texts,
    "email": st.sampled_from(["", "ada@example.org", "nonsense"]),
    "email_visibility": st.sampled_from(["hidden", "public", "wrong"]),
}
ROWS = {
    "links": {"kind": st.sampled_from(["orcid", "github", "?"]), "url": urls},
    "honors": {"title": texts, "date": dates, "level": texts},
    "education": {
        "degree": st.sampled_from(["phd", "master"]),
        "school": texts,
        "start": dates,
        "end": dates,
    },
}


@st.composite
def changes(draw, base):
    """The content of a form after random changes of fields and rows."""
    content = {"fields": base["fields"] | draw(some(FIELDS)), "rows": dict(base["rows"])}
    for name, fields in ROWS.items():
        kept = [row for row in base["rows"][name] if draw(st.booleans())]
        rows = [{**row, "values": row["values"] | draw(some(fields))} for row in kept]
        new = draw(st.lists(st.fixed_dictionaries({n: one(v) for n, v in fields.items()}), max_size=2))
        filled = [values for values in new if "".join(values.get("title", values.get("url", ["x"]))).strip()]
        rows += [{"id": f"new{number}", "values": values} for number, values in enumerate(filled)]
        content["rows"][name] = draw(st.permutations(rows))
    return content


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_random_profile_is_proposed_approved_and_reverted(data):
    author, reviewer = factories.user(), factories.user()
    person = factories.person("Ada Example", interests="Engines", user=author)
    factories.profile_link(person, position=1)
    factories.profile_link(person, kind="dblp", position=2)
    factories.honor(person, date="2024")
    factories.education(person, "2023-09")
    first = revisions.current_snapshot(Person.objects.get(pk=person.pk))
    content = data.draw(changes(EditForm(PROFILE, person).published_snapshot))

    proposal = Proposal(editor_key="profile", object_id=person.pk, author=author)
    proposal.save_draft(content)
    assert revisions.current_snapshot(Person.objects.get(pk=person.pk)) == first
    try:
        proposal.submit(timezone.now())
    except InvalidSubmission:
        kept = Proposal.objects.get(pk=proposal.pk)
        assert (kept.state, kept.content) == (State.DRAFT, content)
    else:
        proposal.approve(by=reviewer, now=timezone.now())
        public = Person.objects.get(pk=person.pk)
        assert public.interests == " ".join(content["fields"]["interests"]).strip()
        assert public.honors.count() == len(content["rows"]["honors"])
        revisions.revert(revisions.versions_of(person).last(), reviewer)
    assert revisions.current_snapshot(Person.objects.get(pk=person.pk)) == first
