"""The members as the PI sees them: who is here, invited, gone, and what is decided about each."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import InvalidState
from core.filters import Choice, Filters
from core.paging import paged
from labsite.views.guards import needs
from people import departures, membership
from people.filters import role_choices
from people.member_forms import DepartureForm, MemberForm, ReadmitForm
from people.models import Person, find_by_slug

MANAGE = "people.manage_members"
PER_PAGE = 50


def member_filters(data) -> Filters:
    """Reads ``?q= &role= &account=``."""
    filters = Filters(data)
    filters.add("role", _("Role"), role_choices)
    filters.add("account", _("Account"), _account_choices)
    return filters


def _account_choices() -> list[Choice]:
    return [
        Choice("none", _("without one"), {"user": None}),
        Choice("off", _("turned off"), {"user__is_active": False}),
        Choice("on", _("with one"), {"user__is_active": True}),
    ]


def found(filters: Filters):
    """Returns the people whom the filters let through."""
    people = Person.objects.named(filters.query) if filters.query else Person.objects.all()
    if role := filters.meaning("role"):
        people = people.filter(role=role)
    return people.filter(**(filters.meaning("account") or {})).for_cards()


@needs(MANAGE)
@require_safe
def members(request):
    """Everybody: invited and not here yet, current, previous."""
    today, now, filters = timezone.localdate(), timezone.now(), member_filters(request.GET)
    people = found(filters).select_related("user__invitation")
    invited, others = people.invited(), people.exclude(pk__in=Person.objects.invited().values("pk"))
    lists = {
        "invited": paged(request, invited.order_by("-user__invitation__created", "pk"), PER_PAGE, "invited"),
        "current": paged(request, others.current(today).by_seniority(), PER_PAGE),
        "previous": paged(request, others.previous(today).latest_leavers_first(), PER_PAGE, "previous"),
    }
    notes = [*filters.notes, *(page.note for page in lists.values() if page.note)]
    return render(request, "labsite/members.html", {"filters": filters, "notes": notes, "now": now, **lists})


def person_at(slug: str) -> Person:
    """Returns the person at this address, past addresses included. Raises Http404."""
    return find_by_slug(Person.objects.select_related("user__invitation"), slug)


@needs(MANAGE)
def member(request, slug):
    """What is known and decided about one person."""
    person = person_at(slug)
    if person.slug != slug:
        return redirect("desk-member", person.slug)
    form = MemberForm(request.POST or None, instance=person)
    if form.is_valid() and _done(request, _("Saved."), _change, person_at(slug), request.user, form):
        return redirect("desk-member", person.slug)
    person = person_at(slug)
    context = {
        "person": person,
        "form": form,
        "now": timezone.now(),
        "is_current": person.is_current(timezone.localdate()),
        "memberships": person.memberships.select_related("team").order_by("team", "start"),
        "not_off": departures.why_not_off(person, request.user),
    }
    return render(request, "labsite/member.html", context)


def _change(person, by, form):
    return membership.change(person, by, form.values, form.cleaned_data.get("directly"))


def _done(request, success: str, act, *args) -> bool:
    """Does it and says so, or says why it cannot be done."""
    try:
        act(*args)
    except InvalidState as problem:
        messages.error(request, str(problem))
        return False
    messages.success(request, success)
    return True


@needs(MANAGE)
@require_POST
def account(request, slug):
    """Turns the account of a person off or on."""
    person = person_at(slug)
    problem = departures.why_not_off(person, request.user)
    if person.user is None or problem:
        messages.error(request, problem or _("There is no account."))
    elif request.POST.get("to") == "off":
        departures.turn_off(person.user)
        messages.success(request, _("The account is turned off, and signed out everywhere."))
    elif request.POST.get("to") == "on":
        departures.turn_on(person.user, person)
        messages.success(request, _("The account works again."))
    return redirect("desk-member", person.slug)


@needs(MANAGE)
def see_off(request, slug):
    """Asks how, then says what will happen, then does it."""
    person = person_at(slug)
    if problem := departures.why_not_off(person, request.user):
        messages.error(request, problem)
        return redirect("desk-member", person.slug)
    form = DepartureForm(request.POST or None, person=person)
    context = {"person": person, "form": form}
    if "change" in request.POST or not form.is_valid():
        return render(request, "labsite/see_off.html", context)
    if "confirmed" not in request.POST:
        context["consequences"] = departures.consequences(person, form.departure, timezone.localdate())
        return render(request, "labsite/see_off_confirm.html", context)
    done = _("%(name)s is seen off.") % {"name": person.leading_name.text}
    _done(request, done, departures.see_off, person, request.user, form.departure)
    return redirect("desk-member", person.slug)


@needs(MANAGE)
def readmit(request, slug):
    """Takes somebody in again, or takes a departure back that was a mistake."""
    person = person_at(slug)
    if person.left is None:
        messages.error(request, _("They have not left, or are here again already."))
        return redirect("desk-member", person.slug)
    if "take_back" in request.POST:
        _done(request, _("The departure is taken back."), departures.take_back, person, request.user)
        return redirect("desk-member", person.slug)
    form = ReadmitForm(request.POST or None, person=person)
    done = _("%(name)s is here again.") % {"name": person.leading_name.text}
    if form.is_valid():
        joined, role = form.cleaned_data["joined"], form.cleaned_data["role"]
        if _done(request, done, departures.readmit, person, request.user, joined, role):
            return redirect("desk-member", person.slug)
    return render(request, "labsite/readmit.html", {"person": person, "form": form})
