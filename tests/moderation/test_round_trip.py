"""Random changes of a profile are submitted, approved and reverted, which restores the first state."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.characters import printable
from labsite.editors import PROFILE
from moderation import recorded_states, revisions
from moderation.forms.edit_form import EditForm
from moderation.models import InvalidSubmission, Proposal, State
from moderation.reverting import revert
from people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db

texts = st.text(max_size=12).map(printable)  # as submitted texts are read
dates = st.sampled_from(["", "2019", "2025-09", "2025-09-14", "2025-13", "soon"])
urls = st.sampled_from(["https://example.org/a", "example.org", "javascript:alert(1)", ""])


def single(values):
    """Wrap each value in a list, as snapshots hold it."""
    return values.map(lambda value: [value])


def some_values(fields):
    """Draw values for some of the fields."""
    return st.fixed_dictionaries({}, optional={name: single(values) for name, values in fields.items()})


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
    """Draw a snapshot with random changes of fields and rows."""
    snapshot = {"fields": base["fields"] | draw(some_values(FIELDS)), "rows": dict(base["rows"])}
    for name, fields in ROWS.items():
        remaining = [row for row in base["rows"][name] if draw(st.booleans())]
        rows = [{**row, "values": row["values"] | draw(some_values(fields))} for row in remaining]
        new = draw(st.lists(st.fixed_dictionaries({n: single(v) for n, v in fields.items()}), max_size=2))
        filled = [values for values in new if "".join(values.get("title", values.get("url", ["x"]))).strip()]
        rows += [{"id": f"new{number}", "values": values} for number, values in enumerate(filled)]
        snapshot["rows"][name] = draw(st.permutations(rows))
    return snapshot


# An example takes a quarter of a second: it is submitted, approved and reverted.
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_random_profile_change_is_submitted_approved_and_reverted(data):
    author, reviewer = factories.user(), factories.user()
    person = factories.person("Ada Example", interests="Engines", user=author)
    factories.profile_link(person, position=1)
    factories.profile_link(person, kind="dblp", position=2)
    factories.honor(person, date="2024")
    factories.education(person, "2023-09")
    first = recorded_states.current_snapshot(Person.objects.get(pk=person.pk))
    snapshot = data.draw(changes(EditForm(PROFILE, person).published_snapshot))

    proposal = Proposal(editor_key="profile", object_id=person.pk, author=author)
    proposal.save_draft(snapshot)
    assert recorded_states.current_snapshot(Person.objects.get(pk=person.pk)) == first
    try:
        proposal.submit(timezone.now())
    except InvalidSubmission:
        draft = Proposal.objects.get(pk=proposal.pk)
        assert (draft.state, draft.content) == (State.DRAFT, snapshot)
    else:
        proposal.approve(by=reviewer, now=timezone.now())
        public = Person.objects.get(pk=person.pk)
        assert public.interests == " ".join(snapshot["fields"]["interests"]).strip()
        assert public.honors.count() == len(snapshot["rows"]["honors"])
        revert(revisions.versions_of(person).last(), reviewer)
    assert recorded_states.current_snapshot(Person.objects.get(pk=person.pk)) == first
