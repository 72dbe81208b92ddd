"""URLs below ``/accounts/``: the pages of allauth that this site offers, and a few of its own."""

from allauth.account import views as account
from allauth.socialaccount import views as socialaccount
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from allauth.socialaccount.providers.orcid import views as orcid
from django.urls import include, path, re_path

from accounts import views
from accounts.other_services import if_configured
from accounts.university import views as university

urlpatterns = [
    path("", views.account, name="account"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("email/", views.change_email, name="account_email"),
    path("email/<str:token>/", views.confirm_email, name="account_confirm_email"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/", if_configured(socialaccount.connections), name="socialaccount_connections"),
    path("3rdparty/signup/", if_configured(socialaccount.signup), name="socialaccount_signup"),
    path(
        "3rdparty/login/cancelled/",
        if_configured(socialaccount.login_cancelled),
        name="socialaccount_login_cancelled",
    ),
    path("3rdparty/login/error/", if_configured(socialaccount.login_error), name="socialaccount_login_error"),
    path("orcid/login/", if_configured(orcid.oauth2_login), name="orcid_login"),
    path("orcid/login/callback/", if_configured(orcid.oauth2_callback), name="orcid_callback"),
    path("oidc/<str:provider_id>/login/", if_configured(openid_connect.login), name="openid_connect_login"),
    path(
        "oidc/<str:provider_id>/login/callback/",
        if_configured(openid_connect.callback),
        name="openid_connect_callback",
    ),
    path("university/<slug:name>/login/", if_configured(university.login), name="university_login"),
    path("university/<slug:name>/callback/", if_configured(university.callback), name="university_callback"),
    path("university/<slug:name>/password/", if_configured(university.password), name="university_password"),
    path("university/<slug:name>/metadata/", if_configured(university.metadata), name="university_metadata"),
]
