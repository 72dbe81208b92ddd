"""The pages of the university's services: leaving for one, coming back, and the form of a directory."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.views import BaseLoginView
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import sign_in_audit, sign_in_limits
from accounts.university.directory import DirectoryForm, DirectoryProvider, DirectoryUnavailable
from accounts.university.provider import UniversityProvider
from accounts.university.saml import SAMLProvider
from core.client_address import client_address
from core.rate_limits import count

#: Answers of services from one address: each asks the service, or takes processor time.
RATE = "60/m"


def get_service(request, name: str, kind: type[UniversityProvider] = UniversityProvider):
    """Return the service with this name, of this kind. Raises Http404."""
    try:
        app = get_adapter().get_app(request, provider=name, client_id=name)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    service = app.get_provider(request)
    if not isinstance(service, kind):
        raise Http404
    return service


@method_decorator(never_cache, name="dispatch")
class LoginView(BaseLoginView):
    """Leave for the service after a press of the button; a link shows the button first."""

    def get_provider(self):
        return get_service(self.request, self.kwargs["name"])


login = LoginView.as_view()


@never_cache
@csrf_exempt  # other sites send the answer; the state in the session tells whether it was asked for
def callback(request, name):
    service = get_service(request, name)
    if not count(f"university:{client_address(request)}", RATE):
        return service.refuse(request, "too many attempts")
    return service.answer(request)


@never_cache
@require_safe
def metadata(request, name):
    """Describe the site to the identity provider of a university, as XML."""
    return HttpResponse(get_service(request, name, SAMLProvider).metadata(), "application/samlmetadata+xml")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request, name):
    """Ask for the username and password of the university, and let its directory check them."""
    service = get_service(request, name, DirectoryProvider)
    form, status = DirectoryForm(request.POST or None), 200
    if form.is_valid():
        try:
            if response := _sign_in(request, service, form):
                return response
        except DirectoryUnavailable:
            text = _("%(name)s does not answer, so your password was not checked. Please try again later.")
            form.add_error(None, text % {"name": service.local_name})
            status = 503
    return render(request, "socialaccount/directory.html", {"form": form, "service": service}, status=status)


def _sign_in(request, service: DirectoryProvider, form: DirectoryForm):
    """Return the response to a right password; else add the error to the form and return None."""
    username = form.cleaned_data["username"].strip().lower()
    attempt = sign_in_limits.begin_password(request, f"{service.sub_id} {username}")
    if attempt is None:
        sign_in_audit.record_service_failure(request, service.sub_id, "too many attempts")
        form.add_error(None, _("Too many attempts. Please try again in five minutes."))
        return None
    try:
        identity = service.identify(username, form.cleaned_data["password"])
    except DirectoryUnavailable:
        attempt.succeeded()  # nobody has checked the password
        sign_in_audit.record_service_failure(request, service.sub_id, "service unavailable")
        raise
    if identity is None:
        sign_in_audit.record_service_failure(request, service.sub_id, "wrong password")
        form.add_error(None, _("Incorrect username or password."))
        return None
    attempt.succeeded()
    return service.sign_in(request, identity, service.state_of(request))
