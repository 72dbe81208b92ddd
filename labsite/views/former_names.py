"""The pages on which a person, or an administrator for them, removes former names."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.exceptions import InvalidState
from labsite.former_names.addresses import former_addresses, is_address_of, suggested_addresses
from labsite.former_names.names import candidate_names, other_printed_names
from labsite.former_names.removal import Removal
from labsite.former_names.replacement import is_replacing
from labsite.former_names.texts import mentions
from labsite.views.guards import for_members, permission_required
from labsite.views.members import get_person
from moderation.forms.base import ManyChoice
from people.models import Person
from publications.models import Authorship, Contribution, Editorship


class NamesForm(forms.Form):
    """The names to remove."""

    names = forms.MultipleChoiceField(
        label=gettext_lazy("Names to remove"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data, person: Person):
        super().__init__(data)
        self.fields["names"].choices = [(name, name) for name in candidate_names(person)]


class PapersField(ManyChoice):
    """Papers to print under the current name, each with the name that is printed now."""

    def label_from_instance(self, obj: Contribution) -> str:
        return f"{obj.name}: {obj.publication}"


class RemovalForm(forms.Form):
    """What else changes: printed names and addresses. Those that have the names are selected."""

    papers = PapersField(
        Authorship.objects.none(),
        label=gettext_lazy("Papers to print under the current name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    edited = PapersField(
        Editorship.objects.none(),
        label=gettext_lazy("Edited publications to print under the current name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    addresses = forms.MultipleChoiceField(
        label=gettext_lazy("Former addresses that will no longer redirect to the profile"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    new_address = forms.BooleanField(
        label=gettext_lazy("Move the profile to an address made from the current name"), required=False
    )

    def __init__(self, data, person: Person, names: list[str]):
        super().__init__(data)
        removal = Removal(person, names)
        addresses = former_addresses(person)
        printed = {
            "papers": other_printed_names(person),
            "edited": other_printed_names(person, Editorship),
        }
        self.fields["addresses"].choices = [(slug, f"/people/{slug}/") for slug in addresses]
        self.initial = {
            "addresses": suggested_addresses(person, names),
            "new_address": is_address_of(person.slug, names),
        }
        for name, rows in printed.items():
            self.initial[name] = [row.pk for row in rows if removal.renaming.is_former(row.name)]
            self.fields[name].queryset = rows
            if not rows:
                del self.fields[name]
        if not addresses:
            del self.fields["addresses"]
        if is_address_of(person.slug, [person.name]):
            del self.fields["new_address"]


@for_members
def my_former_names(request):
    """Let a member remove former names of their own."""
    return _remove(request, request.person, "me", [])


@permission_required("people.manage_members")
def desk_former_names(request, slug):
    """Let the PI or an administrator remove former names of a person."""
    person = get_person(slug)
    if person.slug != slug:
        return redirect("desk-former-names", person.slug)
    return _remove(request, person, "desk-member", [person.slug])


def _remove(request, person: Person, back: str, back_args: list[str]):
    """Ask for the names, then for papers and addresses with a preview, then remove the names."""
    names_form = NamesForm(request.POST or None, person)
    context = {"person": person, "form": names_form, "back": back}
    if not names_form.is_valid():
        return render(request, "labsite/former_names.html", context, status=422 if names_form.errors else 200)
    names = names_form.cleaned_data["names"]
    is_confirmed = "confirmed" in request.POST
    form = RemovalForm(request.POST if is_confirmed else None, person, names)
    if is_confirmed and form.is_valid():
        try:
            person = _removal(person, names, form.cleaned_data).carry_out(request.user, request)
        except InvalidState as error:
            messages.error(request, str(error))
        else:
            _report(request, person)
        return redirect(back, *([person.slug] if back_args else []))
    removal = _removal(person, names, form.initial, in_preview=True)
    context |= {
        "names": names,
        "form": form,
        "counts": removal.counts(),
        "mentions": mentions(person, removal.renaming),
    }
    return render(request, "labsite/former_names_review.html", context, status=422 if form.errors else 200)


def _report(request, person: Person) -> None:
    if is_replacing(person):
        text = _(
            "The former name has been removed from the profile. It is being removed from papers and earlier "
            "versions now, which takes a few minutes."
        )
    else:
        text = _("The former name has been removed.")
    messages.success(request, text)


def _removal(person: Person, names: list[str], chosen: dict, in_preview: bool = False) -> Removal:
    papers, edited = chosen.get("papers", []), chosen.get("edited", [])
    if in_preview:
        papers = other_printed_names(person).filter(pk__in=papers)
        edited = other_printed_names(person, Editorship).filter(pk__in=edited)
    printed = [*papers, *edited]
    return Removal(person, names, printed, chosen.get("addresses", []), chosen.get("new_address", False))
