"""The decisions that come with an email to the applicants, and the initial texts of these emails."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from recruiting.models import ApplicationState


@dataclass(frozen=True)
class Decision:
    """A decision on one or more applications.

    ``verb`` is the name of the method of ``Application``, and of the page. ``heading`` takes the number of
    applications. Subject and body may contain {name}, {notice}, {lab} and {contact}.
    """

    verb: str
    state: ApplicationState
    heading: Promise
    button: Promise
    subject: Promise
    body: Promise
    #: Whether the PI may decide without sending an email.
    is_email_optional: bool = True


INTERVIEW = Decision(
    "interview",
    ApplicationState.INTERVIEW,
    heading=ngettext_lazy("Interview %(number)d applicant", "Interview %(number)d applicants", "number"),
    button=_("Move to interview and send"),
    subject=_("Interview: {notice}"),
    body=_(
        "Dear {name},\n\n"
        "Thank you for applying for “{notice}”. We read your application with interest and would like to "
        "talk to you, by video call or here at the lab.\n\n"
        "Please email {contact} with the days in the next two weeks that suit you, and your time zone.\n\n"
        "{lab}"
    ),
)
OFFER = Decision(
    "offer",
    ApplicationState.OFFER,
    heading=ngettext_lazy(
        "Make an offer to %(number)d applicant", "Make an offer to %(number)d applicants", "number"
    ),
    button=_("Make the offer and send"),
    subject=_("An offer: {notice}"),
    body=_(
        "Dear {name},\n\n"
        "We are glad to offer you the position you applied for: “{notice}”.\n\n"
        "Please email {contact} to tell us whether you accept, and ask anything you would like to know "
        "before you decide.\n\n"
        "{lab}"
    ),
)
DECLINE = Decision(
    "decline",
    ApplicationState.DECLINED,
    heading=ngettext_lazy("Decline %(number)d application", "Decline %(number)d applications", "number"),
    button=_("Decline and send"),
    subject=_("Your application: {notice}"),
    body=_(
        "Dear {name},\n\n"
        "Thank you for applying for “{notice}” and for your interest in our work. We considered your "
        "application carefully. This time we have chosen other applicants, and we are sorry that we cannot "
        "offer you a position.\n\n"
        "We wish you all the best.\n\n"
        "{lab}"
    ),
    is_email_optional=False,
)
DECISIONS = [INTERVIEW, OFFER, DECLINE]
