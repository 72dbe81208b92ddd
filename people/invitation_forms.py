"""Forms in which the PI invites people."""

import hashlib

from django import forms
from django.conf import settings
from django.utils.html import escape
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from core.partial_dates import PartialDateFormField, format_period
from people.invitation_lines import Invitee, parse_lines, parse_names
from people.invitations import namesakes_of, people_by_name, reason_email_taken
from people.member_forms import this_month
from people.models import Person, Role

NEW_PERSON = "new"


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
            "In Latin letters, given name first. A Chinese name can follow, e.g. Ming Li 李明."
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


class OwnProfileForm(forms.Form):
    """The name and role of somebody who has an account and no profile."""

    name = InviteForm.base_fields["name"]
    role = forms.TypedChoiceField(
        label=gettext_lazy("Role"), choices=Role.choices, coerce=int, initial=Role.PI
    )


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
        return type(self)(data, prefix=self.prefix)


class AddListForm(InviteListForm):
    """A list of people to add, who get an account and an invitation only if that is asked for."""

    invites = forms.BooleanField(
        label=gettext_lazy("Invite them by email"),
        required=False,
        help_text=gettext_lazy("If off, they only get a profile; you can invite each of them later."),
    )
    field_order = ["lines", "is_public", "invites", "language"]


class InvitePageForm(EmailLanguageForm):
    """The invitation of a person who has a profile but no account."""

    email = InviteForm.base_fields["email"]
    field_order = ["email"]

    def clean_email(self):
        if problem := reason_email_taken(self.cleaned_data["email"]):
            raise forms.ValidationError(problem)
        return self.cleaned_data["email"]
