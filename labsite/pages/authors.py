"""Printed authors who may be members, for those who look after all publications."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from labsite.lib.keys import as_key
from labsite.lib.paging import paged
from labsite.pages.access import needs
from people.models import Person
from publications import claims
from publications.models import Authorship

PER_PAGE = 50
for_editors = needs("publications.change_publication")


@require_safe
@for_editors
def authors(request):
    """Who may be whom."""
    found = claims.open_claims()
    page = paged(request, found.rows, PER_PAGE, bring=found.described)
    more = _("These are the latest. Others come once some of these are decided.") if found.has_more else ""
    notes = list(filter(None, [page.note, more]))
    return render(
        request, "labsite/authors.html", {"paged": page, "notes": notes, "has_more": found.has_more}
    )


@require_POST
@for_editors
def decide_author(request, pk):
    """Says who an author is, or that it is none of the members who come into question."""
    authorship = get_object_or_404(Authorship.objects.select_related("publication"), pk=pk, person=None)
    if key := as_key(request.POST.get("person")):
        person = get_object_or_404(Person, pk=key)
        try:
            claims.link([authorship], person, request.user)
        except IntegrityError:
            messages.error(request, _("%(name)s is an author of it already.") % {"name": person.name})
        else:
            messages.success(request, _("Linked to %(name)s.") % {"name": person.name})
    elif "nobody" in request.POST:
        for person in claims.candidates(authorship):
            claims.disclaim(person, authorship.publication)
        messages.success(request, _("Nobody is asked about this any more."))
    else:
        raise Http404
    return redirect("desk-authors")
