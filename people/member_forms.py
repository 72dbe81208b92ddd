"""Forms in which the PI invites people, changes memberships and records departures."""

import hashlib

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from core.partial_dates import PartialDate, PartialDateFormField, format_period
from people.departures import Departure
from people.invitation_lines import Invitee, parse_lines, parse_names
from people.invitations import namesakes_of, people_by_name, reason_email_taken
from people.membership import may_publish_directly
from people.models import Person, Role
from people.models.person import EmailVisibility

NEW_PERSON = "new"


def this_month() -> PartialDate:
    return PartialDate.from_date(timezone.localdate(), "month")


# ---- inviting -----------------------------------------------------------------------------------


class EmailLanguageForm(forms.Form):
    """The language of the invitation email, which every invitation form asks for."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the email"), choices=settings.LANGUAGES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()


class BaseInviteForm(EmailLanguageForm):
    """Collect the people to invite in ``invitees``, each with their existing Person or None.

    For an invitee whose name is already on the site, the form adds a field that asks whether this is the
    same person. Until it is answered, that invitee is not in ``invitees``.
    """

    is_public = forms.BooleanField(
        label=gettext_lazy("Publish their page right away"),
        required=False,
        initial=True,
        help_text=gettext_lazy("With name and role only. Otherwise it stays hidden until you publish it."),
    )

    def clean(self):
        cleaned = super().clean()
        self.invitees: list[tuple[Invitee, Person | None]] = []
        self.by_name = people_by_name()
        self.collect_invitees(cleaned)
        return cleaned

    def collect_invitees(self, cleaned: dict) -> None:
        """Call ``add_invitee`` for everybody in the form, and add the form's errors."""
        raise NotImplementedError

    def reject(self, invitee: Invitee, problem: str) -> None:
        """Add an error for an invitee who passed validation but could not be invited."""
        self.add_error(None, f"{invitee.name}, {invitee.email}: {problem}")

    def add_invitee(self, invitee: Invitee) -> None:
        """Add to ``invitees``. Raises ValueError with the reason why this person cannot be invited."""
        if problem := reason_email_taken(invitee.email):
            raise ValueError(problem)
        namesakes = namesakes_of(invitee, self.by_name)
        if not namesakes:
            self.invitees.append((invitee, None))
            return
        name = "page-" + hashlib.sha256(invitee.email.lower().encode()).hexdigest()[:12]
        self.fields[name] = _identity_field(invitee, namesakes)
        self.order_fields([*list(self.fields)[:1], name])
        without_account = {str(person.pk): person for person in namesakes if person.user_id is None}
        answer = self.data.get(self.add_prefix(name), "")
        if answer not in {*without_account, NEW_PERSON}:
            self.add_error(name, _("Select one."))
            raise ValueError(_("This name is already on the site. Select whether it is the same person."))
        self.invitees.append((invitee, without_account.get(answer)))


def _identity_field(invitee: Invitee, namesakes: list[Person]) -> forms.ChoiceField:
    """Return the field that asks which of the people of this name, if any, is the invitee."""
    choices = [
        (str(person.pk), _("The same person as %(person)s") % {"person": _summary(person)})
        for person in namesakes
        if person.user_id is None
    ]
    with_account = [
        _("%(person)s already has an account: %(email)s")
        % {"person": _summary(person), "email": person.user.email}
        for person in namesakes
        if person.user_id
    ]
    return forms.ChoiceField(
        label=_("Who is %(name)s, %(email)s?") % {"name": invitee.name, "email": invitee.email},
        choices=[*choices, (NEW_PERSON, _("Another person of the same name: create a new profile"))],
        widget=forms.RadioSelect,
        required=False,
        help_text=escape(" ".join(with_account)),  # forms render help texts as HTML
    )


def _summary(person: Person) -> str:
    parts = [str(person), person.role_label, format_period(person.joined, person.left)]
    return ", ".join(part for part in parts if part)


class InviteForm(BaseInviteForm):
    """An invitation of one person."""

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        max_length=240,
        help_text=gettext_lazy(
            "In Latin letters, given name first. A Chinese name can follow, e.g. Ming Li 李明"
        ),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Email address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    role = forms.TypedChoiceField(
        label=gettext_lazy("Role"), choices=Role.choices, coerce=int, initial=Role.PHD
    )
    joined = PartialDateFormField(label=gettext_lazy("In the lab since"), required=False, initial=this_month)
    field_order = ["name", "email", "role", "joined"]

    def collect_invitees(self, cleaned):
        try:
            name, native_name = parse_names(cleaned["name"])
        except KeyError:
            return
        except ValueError as error:
            self.add_error("name", str(error))
            return
        if {"email", "role", "joined"} <= cleaned.keys():
            invitee = Invitee(name, cleaned["email"], native_name, cleaned["role"], cleaned["joined"])
            try:
                self.add_invitee(invitee)
            except ValueError as error:
                self.add_error("email", str(error))


class InviteListForm(BaseInviteForm):
    """Invitations of many people, one per line; an invalid line does not stop the others."""

    lines = forms.CharField(
        label=gettext_lazy("One person per line"),
        max_length=30_000,
        strip=False,
        widget=forms.Textarea({"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Name, email, role, start date. Role defaults to PhD student; start date is optional. "
            "You can paste rows from a spreadsheet or “Name &lt;email&gt;”."
        ),
    )
    field_order = ["lines"]

    def collect_invitees(self, cleaned):
        #: The lines that could not be used, as typed.
        self.remaining_lines: list[str] = []
        self.line_by_email: dict[str, str] = {}
        lines = parse_lines(cleaned.get("lines", ""))
        if not lines and "lines" not in self.errors:
            self.add_error("lines", self.fields["lines"].error_messages["required"])
        for line in lines:
            try:
                if line.problem:
                    raise ValueError(line.problem)
                self.line_by_email[line.invitee.email] = line.text
                self.add_invitee(line.invitee)
            except ValueError as error:
                self.remaining_lines.append(line.text)
                location = _("Line %(number)d, “%(text)s”:") % {"number": line.number, "text": line.text[:80]}
                self.add_error("lines", f"{location} {error}")

    def reject(self, invitee, problem):
        super().reject(invitee, problem)
        self.remaining_lines.append(self.line_by_email[invitee.email])

    def with_remaining_lines(self) -> "InviteListForm":
        """Return a form with only the lines that still need correction, numbered anew."""
        data = self.data.copy()
        data[self.add_prefix("lines")] = "\n".join(self.remaining_lines)
        return InviteListForm(data, prefix=self.prefix)


class InvitePageForm(EmailLanguageForm):
    """The invitation of a person who has a profile but no account."""

    email = InviteForm.base_fields["email"]
    field_order = ["email"]

    def clean_email(self):
        if problem := reason_email_taken(self.cleaned_data["email"]):
            raise forms.ValidationError(problem)
        return self.cleaned_data["email"]


# ---- membership ---------------------------------------------------------------------------------


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
            problem = _("This is after the last day in the lab, %(day)s.")
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
                _("This is before the first day in the lab, %(day)s.") % {"day": joined.dotted}
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
                _("This is before the last day in the lab, %(day)s.") % {"day": left.dotted}
            )
        return joined
