"""Printed authors who may be members, for those who look after all publications."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.paging import paged
from core.primary_keys import as_key, as_keys
from labsite.views.guards import needs
from people.models import Person
from publications import author_claims
from publications.models import Authorship

PER_PAGE = 50
for_editors = needs("publications.change_publication")


@require_safe
@for_editors
def authors(request):
    """Who may be whom."""
    found = author_claims.open_claims()
    page = paged(request, found.rows, PER_PAGE, bring=author_claims.OpenClaims.fetch)
    more = _("These are the latest. Others come once some of these are decided.") if found.has_more else ""
    notes = list(filter(None, [page.note, more]))
    return render(
        request, "labsite/authors.html", {"paged": page, "notes": notes, "has_more": found.has_more}
    )


@require_POST
@for_editors
def decide_author(request, pk):
    """Says who an author is, or that it is none of the members who come into question."""
    authorship = Authorship.objects.select_related("publication").filter(pk=pk, person=None).first()
    if authorship is None:
        messages.info(request, _("Somebody has decided on this meanwhile, or it was taken back."))
    elif key := as_key(request.POST.get("person")):
        person = get_object_or_404(Person, pk=key)
        try:
            author_claims.link([authorship], person, request.user)
        except IntegrityError:
            messages.error(request, _("%(name)s is an author of it already.") % {"name": person.name})
        else:
            messages.success(request, _("Linked to %(name)s.") % {"name": person.name})
    elif "nobody" in request.POST:
        _none_of(authorship, as_keys(request.POST["nobody"].split()))
        if author_claims.candidates(authorship):
            messages.info(
                request, _("These are not asked about any more. There are others who may be meant.")
            )
        else:
            messages.success(request, _("Nobody is asked about this any more."))
    else:
        raise Http404
    return redirect("desk-authors")


def _none_of(authorship: Authorship, shown: list[int]) -> None:
    """Takes note that it is none of those who were shown; of others nobody has said anything."""
    for person in author_claims.candidates(authorship):
        if person.pk in shown:
            author_claims.disclaim(person, authorship.publication)
