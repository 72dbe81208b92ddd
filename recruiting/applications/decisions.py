"""What can be decided with a mail to the applicants, and how that mail reads at first."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from recruiting.models import State


@dataclass(frozen=True)
class Decision:
    """One decision. ``verb`` is that of the model, and the name of its page."""

    verb: str
    state: State
    heading: Promise  # takes how many are decided on
    button: Promise
    subject: Promise
    body: Promise
    #: Whether it can be done without a mail.
    is_optional: bool = True


INTERVIEW = Decision(
    "interview",
    State.INTERVIEW,
    heading=ngettext_lazy("Interview %(number)d applicant", "Interview %(number)d applicants", "number"),
    button=_("Move to interview and send"),
    subject=_("Interview: {notice}"),
    body=_(
        "Dear {name},\n\n"
        "thank you for your application for “{notice}”. We have read it with interest and would like to "
        "talk with you, by video or here with us.\n\n"
        "Please write to {contact} which days of the next two weeks suit you, and in which time zone you "
        "are.\n\n"
        "{lab}"
    ),
)
OFFER = Decision(
    "offer",
    State.OFFER,
    heading=ngettext_lazy(
        "Make an offer to %(number)d applicant", "Make an offer to %(number)d applicants", "number"
    ),
    button=_("Make the offer and send"),
    subject=_("An offer: {notice}"),
    body=_(
        "Dear {name},\n\n"
        "we are glad to offer you the place for which you have applied: “{notice}”.\n\n"
        "Please write to {contact} whether you would like to take it, and what you still want to know before "
        "you decide.\n\n"
        "{lab}"
    ),
)
DECLINE = Decision(
    "decline",
    State.DECLINED,
    heading=ngettext_lazy("Decline %(number)d application", "Decline %(number)d applications", "number"),
    button=_("Decline and send"),
    subject=_("Your application: {notice}"),
    body=_(
        "Dear {name},\n\n"
        "thank you for your application for “{notice}” and for your interest in our work. We have looked "
        "at it with care. This time we have decided for others, and we are sorry that we cannot offer you "
        "a place.\n\n"
        "We wish you all the best.\n\n"
        "{lab}"
    ),
    is_optional=False,
)
DECISIONS = [INTERVIEW, OFFER, DECLINE]
