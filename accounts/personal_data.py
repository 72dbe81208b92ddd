"""Personal data of accounts: sign-in methods, sessions and actions in the Django admin."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from accounts.models import PasswordResetRequest, RemovedRights
from core.merging import merged_records
from core.personal_data import PersonalData, counted, record_of
from core.sessions import end_sessions, sessions_of


class AccountData(PersonalData):
    """The account with everything that signs it in. Passwords and secret keys are left out."""

    name = "account"
    label = gettext_lazy(
        "Account: email address, permissions, sign-in methods and sessions (no passwords or keys)"
    )
    fields = (
        "accounts.User.email",
        "accounts.PasswordResetRequest.address",
        "accounts.RemovedRights.user",
        "account.EmailAddress.user",
        "account.EmailAddress.email",
        "mfa.Authenticator.user",
        "socialaccount.SocialAccount.user",
        "admin.LogEntry.user",
    )

    def records(self, subject):
        account = subject.account
        if account is None:
            return
        groups = [group.name for group in account.groups.all()]
        permissions = [permission.codename for permission in account.user_permissions.all()]
        yield record_of(
            account, without=["password", "email_change_key"], groups=groups, user_permissions=permissions
        )
        for removed in RemovedRights.objects.filter(user=account):
            yield record_of(removed, without=["user"])
        for asked in PasswordResetRequest.objects.filter(address__iexact=account.email):
            yield record_of(asked)
        for address in EmailAddress.objects.filter(user=account):
            yield record_of(address, without=["user"])
        for factor in Authenticator.objects.filter(user=account):
            yield record_of(factor, without=["user", "data"])
        for service in SocialAccount.objects.filter(user=account):
            yield record_of(service, without=["user"])
        for session in sessions_of(account.pk):
            yield {"model": "sessions.Session", "expire_date": session.expire_date}
        for entry in LogEntry.objects.filter(user=account).select_related("content_type"):
            yield {
                "model": "admin.LogEntry",
                "action_time": entry.action_time,
                "action": entry.get_action_flag_display(),
                "object": entry.content_type and entry.content_type.model,
            }

    def deleted(self, subject):
        if subject.account is None:
            return
        yield _("Account %(email)s with its sign-in methods and sessions") % {"email": subject.address}
        yield from counted(
            LogEntry.objects.filter(user=subject.account),
            ngettext_lazy(
                "%(count)d entry in the Django admin’s log",
                "%(count)d entries in the Django admin’s log",
                "count",
            ),
        )

    def erase(self, subject):
        own = [row for row in (subject.profile, subject.account) if row is not None]
        merged = [record for row in own for record in merged_records(row)]
        for row in (*own, *merged):
            content_type = ContentType.objects.get_for_model(row)
            LogEntry.objects.filter(content_type=content_type, object_id=str(row.pk)).delete()
        if subject.account is not None:
            PasswordResetRequest.objects.filter(address__iexact=subject.address).delete()
            end_sessions(subject.account.pk)
