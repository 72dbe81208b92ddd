"""Page on which reviewers resolve printed authors who may be members."""

from django.contrib import messages
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.paging import paged
from core.primary_keys import as_key, as_keys
from labsite.views.guards import permission_required
from people.models import Person
from publications import author_claims, author_linking
from publications.models import Authorship, Contribution, Editorship

PER_PAGE = 50
for_editors = permission_required("publications.change_publication")


@require_safe
@for_editors
def authors(request):
    """List the unlinked authors, and editors of books, who may be members."""
    claims = author_claims.open_claims()
    page = paged(request, claims.rows, PER_PAGE, fetch=author_claims.OpenClaims.fetch)
    more = _("Only the latest are shown. More appear as you resolve these.") if claims.has_more else ""
    notes = list(filter(None, [page.note, more]))
    return render(
        request, "labsite/authors.html", {"paged": page, "notes": notes, "has_more": claims.has_more}
    )


@require_POST
@for_editors
def decide_author(request, pk):
    """Link an author to a member, or record that none of the displayed candidates is this author."""
    rows = contributions(request.POST).select_related("publication")
    authorship = rows.filter(pk=pk, person=None).first()
    if authorship is None:
        messages.info(request, _("This author has already been resolved."))
    elif key := as_key(request.POST.get("person")):
        person = get_object_or_404(Person, pk=key)
        try:
            author_linking.link([authorship], person, request.user)
        except IntegrityError:
            texts = {
                "author": _("%(name)s is already an author of this publication."),
                "editor": _("%(name)s is already an editor of this publication."),
            }
            messages.error(request, texts[authorship.role] % {"name": person.leading_name.text})
        else:
            messages.success(request, _("Linked to %(name)s.") % {"name": person.leading_name.text})
    elif "nobody" in request.POST:
        _disclaim(authorship, as_keys(request.POST["nobody"].split()))
        if author_claims.candidates(authorship):
            messages.info(request, _("Saved. Other members may still be this author."))
        else:
            messages.success(request, _("Saved. No other members match this author."))
    else:
        raise Http404
    return redirect("desk-authors")


def contributions(data) -> QuerySet:
    """Return the authors or the editors, whichever the posted ``role`` names."""
    return (Editorship if data.get("role") == Editorship.role else Authorship).objects.all()


def _disclaim(authorship: Contribution, displayed: list[int]) -> None:
    """Record a disclaimer for each displayed candidate only: the others have not been considered yet."""
    for person in author_claims.candidates(authorship):
        if person.pk in displayed:
            author_claims.disclaim(person, authorship.publication)
