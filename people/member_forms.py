"""Forms in which the PI changes memberships and records departures and readmissions."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.partial_dates import PartialDate, PartialDateFormField
from people.departures import Departure
from people.membership import may_publish_directly
from people.models import Person, Role
from people.models.person import EmailVisibility


def this_month() -> PartialDate:
    return PartialDate.from_date(timezone.localdate(), "month")


class MemberForm(forms.ModelForm):
    """The settings of a member that only the PI may change, and the name, in case it was misspelt."""

    directly = forms.BooleanField(
        label=gettext_lazy("Publishes directly"),
        required=False,
        help_text=gettext_lazy("Their changes are published right away, without review."),
    )

    class Meta:
        model = Person
        fields = ["name", "native_name", "role", "joined", "is_public"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.user is None or self.instance.left or self.instance.role == Role.PI:
            del self.fields["directly"]
        else:
            self.fields["directly"].initial = may_publish_directly(self.instance.user)

    def clean_joined(self):
        joined, left = self.cleaned_data["joined"], self.instance.left
        if joined and left and left.last_day < joined.first_day:
            problem = _("This date is after the last day in the lab, %(day)s.")
            raise forms.ValidationError(problem % {"day": left.dotted})
        return joined

    @property
    def values(self) -> dict:
        """The cleaned values of the person's fields."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class DepartureForm(forms.Form):
    """A member's departure from the lab, or the correction of an earlier one."""

    left = PartialDateFormField(
        label=gettext_lazy("Last day"), help_text=gettext_lazy("A day, month or year.")
    )
    destination = forms.CharField(
        label=gettext_lazy("Destination"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("E.g. “Postdoc at Example University”. Optional."),
    )
    destination_zh = forms.CharField(
        label=gettext_lazy("Destination (Chinese)"), max_length=200, required=False
    )
    destination_url = forms.URLField(
        label=gettext_lazy("Link to the destination"), max_length=500, required=False, assume_scheme="https"
    )
    account = forms.ChoiceField(
        label=gettext_lazy("Account"),
        choices=[
            ("off", gettext_lazy("Deactivate and sign out everywhere")),
            ("own", gettext_lazy("Keep for the person’s own profile and publications")),
        ],
        widget=forms.RadioSelect,
    )
    hides_email = forms.BooleanField(label=gettext_lazy("Hide the email address"), required=False)

    def __init__(self, *args, person: Person, **kwargs):
        self.person = person
        super().__init__(*args, initial=self._initial(), **kwargs)
        if person.user is None:
            del self.fields["account"]

    def _initial(self) -> dict:
        person, is_correction = self.person, self.person.left is not None
        keeps_account = is_correction and person.user and person.user.is_active
        return {
            "left": person.left or this_month(),
            "destination": person.destination,
            "destination_zh": person.destination_zh,
            "destination_url": person.destination_url,
            "account": "own" if keeps_account else "off",
            "hides_email": not is_correction or person.email_visibility == EmailVisibility.HIDDEN,
        }

    def clean_left(self):
        left, joined = self.cleaned_data["left"], self.person.joined
        if joined and left.last_day < joined.first_day:
            raise forms.ValidationError(
                _("This date is before the first day in the lab, %(day)s.") % {"day": joined.dotted}
            )
        return left

    def clean(self):
        cleaned = super().clean()
        left = cleaned.get("left")
        if left and left.first_day > timezone.localdate() and cleaned.get("account") == "off":
            problem = _(
                "This person stays in the lab until then. Keep the account for now; "
                "you can deactivate it on the member’s page at any time."
            )
            self.add_error("account", problem)
        return cleaned

    @property
    def departure(self) -> Departure:
        cleaned = self.cleaned_data
        return Departure(
            left=cleaned["left"],
            destination=cleaned["destination"],
            destination_zh=cleaned["destination_zh"],
            destination_url=cleaned["destination_url"],
            keeps_account=cleaned.get("account") == "own",
            hides_email=cleaned["hides_email"],
        )


class ReadmitForm(forms.Form):
    """The readmission of a former member."""

    joined = PartialDateFormField(label=gettext_lazy("Back in the lab since"), initial=this_month)
    role = forms.TypedChoiceField(label=gettext_lazy("Role"), choices=Role.choices, coerce=int)

    def __init__(self, *args, person: Person, **kwargs):
        self.person = person
        super().__init__(*args, initial={"role": person.role}, **kwargs)

    def clean_joined(self):
        joined, left = self.cleaned_data["joined"], self.person.left
        if left and joined.last_day < left.first_day:
            raise forms.ValidationError(
                _("This date is before the last day in the lab, %(day)s.") % {"day": left.dotted}
            )
        return joined


class ErasureForm(forms.Form):
    """Asks for the name of the person, so that nobody is erased by a slip of the mouse."""

    name = forms.CharField(
        label=gettext_lazy("Name of the person"), widget=forms.TextInput({"autocomplete": "off"})
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_name(self):
        name = self.cleaned_data["name"]
        if name.casefold() not in {self.person.name.casefold(), self.person.native_name.casefold()}:
            raise forms.ValidationError(_("This name doesn’t match. Enter the name as shown above."))
        return name
