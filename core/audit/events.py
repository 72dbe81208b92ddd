"""The kinds of acts in the audit log. The values are stored: never change one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Event(TextChoices):
    """An act that is recorded."""

    # Signing in
    SIGNED_IN = "sign-in", _("Signed in")
    SIGN_IN_FAILED = "sign-in-failed", _("Sign-in failed")
    SIGN_IN_BLOCKED = "sign-in-blocked", _("Sign-in blocked: too many attempts")
    SIGNED_OUT_ELSEWHERE = "signed-out-elsewhere", _("Signed out at the university")
    SECOND_FACTOR_FAILED = "second-factor-failed", _("Two-factor authentication failed")
    # The account
    SECOND_FACTOR_ADDED = "second-factor-added", _("Two-factor authentication added")
    SECOND_FACTOR_REMOVED = "second-factor-removed", _("Two-factor authentication removed")
    RECOVERY_CODES_REPLACED = "recovery-codes-replaced", _("Recovery codes replaced")
    SERVICE_CONNECTED = "service-connected", _("Other sign-in method connected")
    SERVICE_DISCONNECTED = "service-disconnected", _("Other sign-in method disconnected")
    PASSWORD_CHANGED = "password-changed", _("Password changed")
    PASSWORD_RESET = "password-reset", _("Password reset")
    EMAIL_CHANGE_REQUESTED = "email-change-requested", _("Change of email address requested")
    EMAIL_CHANGED = "email-changed", _("Email address changed")
    # Members and rights
    PERMISSIONS_CHANGED = "permissions-changed", _("Permissions changed")
    INVITED = "invited", _("Invitation sent")
    INVITATION_WITHDRAWN = "invitation-withdrawn", _("Invitation withdrawn")
    INVITATION_ACCEPTED = "invitation-accepted", _("Invitation accepted")
    DEPARTURE_RECORDED = "departure", _("Departure recorded")
    DEPARTURE_UNDONE = "departure-undone", _("Departure undone")
    READMITTED = "readmitted", _("Former member readmitted")
    ACCOUNT_WAITING = "account-waiting", _("Account without rights created through the university")
    ACCOUNT_DEACTIVATED = "account-deactivated", _("Account deactivated")
    ACCOUNT_REACTIVATED = "account-reactivated", _("Account reactivated")
    ACCOUNT_ADDED = "account-added", _("Account added in the Django admin")
    ACCOUNT_EDITED = "account-edited", _("Account edited in the Django admin")
    ACCOUNT_DELETED = "account-deleted", _("Account deleted")
    # Content
    SITE_IMPORTED = "site-imported", _("Homepage or lab site imported")
    SITE_IMPORT_UNDONE = "site-import-undone", _("Import of a homepage or lab site undone")
    # Personal data
    CV_VIEWED = "cv-viewed", _("CV viewed")
    CVS_DOWNLOADED = "cvs-downloaded", _("CVs downloaded")
    APPLICATIONS_EXPORTED = "applications-exported", _("Applications exported")
    DATA_DOWNLOADED = "data-downloaded", _("Personal data downloaded")
    PERSON_ERASED = "person-erased", _("Personal data erased")
    FORMER_NAME_REMOVED = "former-name-removed", _("Former name removed")
    SITE_BACKED_UP = "site-backed-up", _("Site backed up")
    SITE_RESTORED = "site-restored", _("Site restored from a backup")
