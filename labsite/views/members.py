"""The PI's pages of members: the list, the settings of each member, departure and readmission."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from accounts import rights
from core import audit
from core.exceptions import InvalidState
from core.filters import Choice, Filters
from core.paging import paged
from labsite.views.guards import permission_required
from people import departures, erasure, invitations, membership
from people.filters import role_choices
from people.member_forms import DepartureForm, MemberForm, ReadmitForm
from people.models import Person, find_by_slug

MANAGE = "people.manage_members"
PER_PAGE = 50


def member_filters(data) -> Filters:
    """Read ``?q= &role= &account=``."""
    filters = Filters(data)
    filters.add("role", _("Role"), role_choices)
    filters.add("account", _("Account"), _account_choices)
    return filters


def _account_choices() -> list[Choice]:
    return [
        Choice("none", _("No account"), {"user": None}),
        Choice("off", _("Deactivated"), {"user__is_active": False}),
        Choice("on", _("Active"), {"user__is_active": True}),
    ]


def filtered_people(filters: Filters):
    """Return the people who match the filters."""
    people = Person.objects.named(filters.query) if filters.query else Person.objects.all()
    if role := filters.meaning("role"):
        people = people.filter(role=role)
    return people.filter(**(filters.meaning("account") or {})).without_long_texts()


@permission_required(MANAGE)
@require_safe
def members(request):
    """List people in three parts: invited but not yet joined, current members, former members."""
    today, now, filters = timezone.localdate(), timezone.now(), member_filters(request.GET)
    people = filtered_people(filters).select_related("user__invitation")
    invited, others = people.invited(), people.exclude(pk__in=Person.objects.invited().values("pk"))
    lists = {
        "invited": paged(request, invited.order_by("-user__invitation__created", "pk"), PER_PAGE, "invited"),
        "current": paged(request, others.current(today).by_seniority(), PER_PAGE),
        "previous": paged(request, others.previous(today).latest_leavers_first(), PER_PAGE, "previous"),
    }
    notes = [*filters.notes, *(page.note for page in lists.values() if page.note)]
    context = {
        "filters": filters,
        "notes": notes,
        "now": now,
        "waiting": invitations.waiting_accounts(),
        **lists,
    }
    return render(request, "labsite/members.html", context)


def get_person(slug: str) -> Person:
    """Return the person with this slug or former slug. Raises Http404."""
    return find_by_slug(Person.objects.select_related("user__invitation", "user__removed_rights"), slug)


@permission_required(MANAGE)
def member(request, slug):
    """Show one person's membership settings and save changes to them."""
    person = get_person(slug)
    if person.slug != slug:
        return redirect("desk-member", person.slug)
    form = MemberForm(request.POST or None, instance=person)
    if form.is_valid() and _run(request, _("Saved."), _update_member, get_person(slug), request.user, form):
        return redirect("desk-member", person.slug)
    person = get_person(slug)
    context = {
        "person": person,
        "form": form,
        "now": timezone.now(),
        "is_current": person.is_current(timezone.localdate()),
        "memberships": person.memberships.select_related("team").order_by("team", "start"),
        "removed_rights": removed_rights(person),
        "departure_problem": departures.reason_not_allowed(person, request.user),
        "erasure_problem": erasure.reason_not_allowed(person, request.user, timezone.localdate()),
    }
    return render(request, "labsite/member.html", context)


def removed_rights(person: Person) -> str:
    """Return the names of the rights that the account has lost, as one text; "" if none."""
    removed = getattr(person.user, "removed_rights", None)
    return pgettext("list", ", ").join(rights.right_names(removed.rights)) if removed else ""


def _update_member(person, by, form):
    return membership.update_member(person, by, form.values, form.cleaned_data.get("directly"))


def _run(request, success: str, action, *args) -> bool:
    """Call ``action`` and show the success message, or the reason why it is not possible."""
    try:
        action(*args)
    except InvalidState as problem:
        messages.error(request, str(problem))
        return False
    messages.success(request, success)
    return True


@permission_required(MANAGE)
@require_POST
def account(request, slug):
    """Deactivate or reactivate the account of a person."""
    person = get_person(slug)
    problem = departures.reason_not_allowed(person, request.user)
    if person.user is None or problem:
        messages.error(request, problem or _("This person has no account."))
    elif request.POST.get("to") == "off":
        departures.deactivate_account(person.user)
        audit.record(audit.Event.ACCOUNT_DEACTIVATED, target=person.user)
        messages.success(request, _("Account deactivated and signed out everywhere."))
    elif request.POST.get("to") == "on":
        refused = departures.reactivate_account(person.user, person, request.user)
        audit.record(audit.Event.ACCOUNT_REACTIVATED, target=person.user)
        messages.success(request, _("Account reactivated."))
        _warn_of_refused_rights(request, refused)
    return redirect("desk-member", person.slug)


@permission_required(MANAGE)
def departure(request, slug):
    """Record a departure in three steps: fill in the form, check the consequences, confirm."""
    person = get_person(slug)
    if problem := departures.reason_not_allowed(person, request.user):
        messages.error(request, problem)
        return redirect("desk-member", person.slug)
    form = DepartureForm(request.POST or None, person=person)
    context = {"person": person, "form": form}
    if "change" in request.POST or not form.is_valid():
        return render(request, "labsite/departure.html", context)
    if "confirmed" not in request.POST:
        context["consequences"] = departures.consequences(person, form.departure, timezone.localdate())
        return render(request, "labsite/departure_confirm.html", context)
    success = _("%(name)s’s departure has been recorded.") % {"name": person.leading_name.text}
    _run(request, success, departures.record_departure, person, request.user, form.departure)
    return redirect("desk-member", person.slug)


def _undo_departure(request, person):
    _person, refused = departures.undo_departure(person, request.user)
    _warn_of_refused_rights(request, refused)


def _warn_of_refused_rights(request, refused: list[str]) -> None:
    """Show which former rights of an account were not given back."""
    if refused:
        text = _("These rights were not given back, because you do not have them: %(rights)s.")
        messages.warning(request, text % {"rights": pgettext("list", ", ").join(refused)})


@permission_required(MANAGE)
def readmit(request, slug):
    """Readmit a former member, or undo a departure that was a mistake."""
    person = get_person(slug)
    if person.left is None:
        messages.error(request, _("No departure is recorded for this person."))
        return redirect("desk-member", person.slug)
    if "undo" in request.POST:
        _run(request, _("Departure undone."), _undo_departure, request, person)
        return redirect("desk-member", person.slug)
    form = ReadmitForm(request.POST or None, person=person)
    success = _("%(name)s has been readmitted.") % {"name": person.leading_name.text}
    if form.is_valid():
        joined, role = form.cleaned_data["joined"], form.cleaned_data["role"]
        if _run(request, success, departures.readmit, person, request.user, joined, role):
            return redirect("desk-member", person.slug)
    return render(request, "labsite/readmit.html", {"person": person, "form": form})
