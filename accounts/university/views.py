"""The pages of the university's services: leaving for one, and coming back."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.views import BaseLoginView
from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from accounts.university.provider import UniversityProvider
from core.client_address import client_address
from core.rate_limits import count

#: Answers of services from one address: each asks the service, or takes processor time.
RATE = "60/m"


def get_service(request, name: str) -> UniversityProvider:
    """Return the service with this name. Raises Http404."""
    try:
        app = get_adapter().get_app(request, provider=name, client_id=name)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    service = app.get_provider(request)
    if not isinstance(service, UniversityProvider):
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
