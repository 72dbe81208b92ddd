"""The states of an application, and the labels that applicants see for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ApplicationState(models.TextChoices):
    NEW = "new", pgettext_lazy("application", "New")
    READ = "read", pgettext_lazy("application", "Read")
    SHORTLISTED = "shortlisted", pgettext_lazy("application", "Shortlisted")
    INTERVIEW = "interview", pgettext_lazy("application", "Interview")
    OFFER = "offer", pgettext_lazy("application", "Offer")
    ACCEPTED = "accepted", pgettext_lazy("application", "Accepted")
    DECLINED = "declined", pgettext_lazy("application", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")


#: States in which a decision is still pending.
UNDECIDED = [
    ApplicationState.NEW,
    ApplicationState.READ,
    ApplicationState.SHORTLISTED,
    ApplicationState.INTERVIEW,
    ApplicationState.OFFER,
]


#: What applicants are told instead of the state's own label, so that they do not learn of a shortlist.
APPLICANT_LABELS = {
    ApplicationState.NEW: _("Received"),
    ApplicationState.READ: _("Under review"),
    ApplicationState.SHORTLISTED: _("Under review"),
}
