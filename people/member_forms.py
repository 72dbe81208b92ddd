"""Forms in which the PI invites people, sees them off, and decides what is not theirs to decide."""

import hashlib

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from core.partial_dates import PartialDate, PartialDateFormField, format_period
from people.departures import Departure
from people.invitation_lines import Invitee, names_from, read
from people.invitations import pages_by_name, pages_of, why_taken
from people.membership import may_publish_directly
from people.models import Person, Role
from people.models.person import EmailVisibility

SOMEBODY_ELSE = "new"


def this_month() -> PartialDate:
    return PartialDate.from_date(timezone.localdate(), "month")


# ---- inviting -----------------------------------------------------------------------------------


class Mailed(forms.Form):
    """What every invitation is asked: the language of its mail."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=settings.LANGUAGES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()


class Inviting(Mailed):
    """Finds out whom to invite. ``ready`` has the people, each with the page that is theirs or None.

    Where the name has a page already, a field asks whether that is the same person; until it is
    answered, nobody is invited.
    """

    is_public = forms.BooleanField(
        label=gettext_lazy("Show them on the site at once"),
        required=False,
        initial=True,
        help_text=gettext_lazy("With name and role. Otherwise a page of theirs is hidden until you show it."),
    )

    def clean(self):
        cleaned = super().clean()
        self.ready: list[tuple[Invitee, Person | None]] = []
        self.by_name = pages_by_name()
        self.find_people(cleaned)
        return cleaned

    def find_people(self, cleaned: dict) -> None:
        raise NotImplementedError

    def put_back(self, invitee: Invitee, problem: str) -> None:
        """Says of somebody who seemed ready why they could not be invited after all."""
        self.add_error(None, f"{invitee.name}, {invitee.email}: {problem}")

    def place(self, invitee: Invitee) -> None:
        """Adds somebody to those who are ready. Raises ValueError with what is in the way."""
        if taken := why_taken(invitee.email):
            raise ValueError(taken)
        pages = pages_of(invitee, self.by_name)
        if not pages:
            self.ready.append((invitee, None))
            return
        name = "page-" + hashlib.sha256(invitee.email.lower().encode()).hexdigest()[:12]
        self.fields[name] = _question(invitee, pages)
        self.order_fields([*list(self.fields)[:1], name])
        free = {str(page.pk): page for page in pages if page.user_id is None}
        answer = self.data.get(self.add_prefix(name), "")
        if answer not in {*free, SOMEBODY_ELSE}:
            self.add_error(name, _("Choose one."))
            raise ValueError(_("The name is on the site already: say whether it is the same person."))
        self.ready.append((invitee, free.get(answer)))


def _question(invitee: Invitee, pages: list[Person]) -> forms.ChoiceField:
    free = [
        (str(page.pk), _("It is this page: %(page)s") % {"page": _described(page)})
        for page in pages
        if page.user_id is None
    ]
    used = [
        _("%(page)s has an account already: %(email)s") % {"page": _described(page), "email": page.user.email}
        for page in pages
        if page.user_id
    ]
    return forms.ChoiceField(
        label=_("Who is %(name)s, %(email)s?") % {"name": invitee.name, "email": invitee.email},
        choices=[*free, (SOMEBODY_ELSE, _("Somebody else of the same name: make a new page"))],
        widget=forms.RadioSelect,
        required=False,
        help_text=escape(" ".join(used)),  # the one text of a field that forms show as markup
    )


def _described(page: Person) -> str:
    parts = [str(page), page.role_label, format_period(page.joined, page.left)]
    return ", ".join(part for part in parts if part)


class InviteForm(Inviting):
    """One person."""

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        max_length=240,
        help_text=gettext_lazy(
            "In Latin letters, given name first. The Chinese one may follow: Ming Li 李明"
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

    def find_people(self, cleaned):
        try:
            name, native_name = names_from(cleaned["name"])
        except KeyError:
            return
        except ValueError as error:
            self.add_error("name", str(error))
            return
        if {"email", "role", "joined"} <= cleaned.keys():
            invitee = Invitee(name, cleaned["email"], native_name, cleaned["role"], cleaned["joined"])
            try:
                self.place(invitee)
            except ValueError as error:
                self.add_error("email", str(error))


class InviteListForm(Inviting):
    """Many people, one on each line. Those with whom nothing is wrong can be invited at once."""

    lines = forms.CharField(
        label=gettext_lazy("One person on each line"),
        max_length=30_000,
        strip=False,
        widget=forms.Textarea({"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Name, e-mail, role, start. Without a role they are PhD students; the start may be missing. "
            "Rows from a spreadsheet and “Name &lt;mail&gt;” are fine, too."
        ),
    )
    field_order = ["lines"]

    def find_people(self, cleaned):
        #: What stays in the box, as it was typed.
        self.left_over: list[str] = []
        self.typed: dict[str, str] = {}
        lines = read(cleaned.get("lines", ""))
        if not lines and "lines" not in self.errors:
            self.add_error("lines", self.fields["lines"].error_messages["required"])
        for line in lines:
            try:
                if line.problem:
                    raise ValueError(line.problem)
                self.typed[line.invitee.email] = line.text
                self.place(line.invitee)
            except ValueError as error:
                self.left_over.append(line.text)
                where = _("Line %(number)d, “%(text)s”:") % {"number": line.number, "text": line.text[:80]}
                self.add_error("lines", f"{where} {error}")

    def put_back(self, invitee, problem):
        super().put_back(invitee, problem)
        self.left_over.append(self.typed[invitee.email])

    def with_left_over(self) -> "InviteListForm":
        """Returns the form with the lines that are still to be mended, numbered as they stand now."""
        data = self.data.copy()
        data[self.add_prefix("lines")] = "\n".join(self.left_over)
        return InviteListForm(data, prefix=self.prefix)


class InvitePageForm(Mailed):
    """Somebody who has a page and no account."""

    email = InviteForm.base_fields["email"]
    field_order = ["email"]

    def clean_email(self):
        if taken := why_taken(self.cleaned_data["email"]):
            raise forms.ValidationError(taken)
        return self.cleaned_data["email"]


# ---- about a member -----------------------------------------------------------------------------


class MemberForm(forms.ModelForm):
    """What is not the member's to change, and the name, which may have come wrong from an invitation."""

    directly = forms.BooleanField(
        label=gettext_lazy("Publishes directly"),
        required=False,
        help_text=gettext_lazy("What they change is public at once, without review."),
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
            problem = _("That is after the day of leaving, %(day)s.")
            raise forms.ValidationError(problem % {"day": left.dotted})
        return joined

    @property
    def values(self) -> dict:
        """The fields of the person, as typed."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class DepartureForm(forms.Form):
    """Seeing somebody off."""

    left = PartialDateFormField(
        label=gettext_lazy("Leaves"), help_text=gettext_lazy("The last day, or its month or year.")
    )
    destination = forms.CharField(
        label=gettext_lazy("Where to"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Such as “Postdoc at Example University”. It may stay empty."),
    )
    destination_zh = forms.CharField(
        label=gettext_lazy("Where to, in Chinese"), max_length=200, required=False
    )
    destination_url = forms.URLField(
        label=gettext_lazy("Link to it"), max_length=500, required=False, assume_scheme="https"
    )
    account = forms.ChoiceField(
        label=gettext_lazy("The account"),
        choices=[
            ("off", gettext_lazy("is turned off, and signed out everywhere")),
            ("own", gettext_lazy("stays, for the own page and papers")),
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
        person, again = self.person, self.person.left is not None
        return {
            "left": person.left or this_month(),
            "destination": person.destination,
            "destination_zh": person.destination_zh,
            "destination_url": person.destination_url,
            "account": "own" if again and person.user and person.user.is_active else "off",
            "hides_email": not again or person.email_visibility == EmailVisibility.HIDDEN,
        }

    def clean_left(self):
        left, joined = self.cleaned_data["left"], self.person.joined
        if joined and left.last_day < joined.first_day:
            raise forms.ValidationError(
                _("That is before the day of joining, %(day)s.") % {"day": joined.dotted}
            )
        return left

    def clean(self):
        cleaned = super().clean()
        left = cleaned.get("left")
        if left and left.first_day > timezone.localdate() and cleaned.get("account") == "off":
            here = _("They are here until then. Let it stay: you can turn it off on their page any day.")
            self.add_error("account", here)
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
    """Taking somebody in again."""

    joined = PartialDateFormField(label=gettext_lazy("In the lab again since"), initial=this_month)
    role = forms.TypedChoiceField(label=gettext_lazy("Role"), choices=Role.choices, coerce=int)

    def __init__(self, *args, person: Person, **kwargs):
        self.person = person
        super().__init__(*args, initial={"role": person.role}, **kwargs)

    def clean_joined(self):
        joined, left = self.cleaned_data["joined"], self.person.left
        if left and joined.last_day < left.first_day:
            raise forms.ValidationError(_("They left on %(day)s only.") % {"day": left.dotted})
        return joined
