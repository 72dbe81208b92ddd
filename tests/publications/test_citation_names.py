"""Names in citations: stored by imports and forms, used by everything that cites, dropped with the name."""

import json

import pytest
from django.urls import reverse

from publications import bibtex, citing, importing
from publications.models import Publication
from publications.references import references
from tests import factories
from tests.editor_forms import approve, new_row, send

pytestmark = pytest.mark.django_db

NAMES = (
    "{Ruiz Ortega}, Pilar and {Alpha Research and Beta Robotics} and van der Berg, Jr., Ada and Zeiler, M. D."
)
TEXT = f"@article{{k, title={{On Engines}}, author={{{NAMES}}}, year=2020, journal={{J}}}}"
STORED = [
    ("Pilar Ruiz Ortega", "Ruiz Ortega, Pilar"),
    ("Alpha Research and Beta Robotics", "{Alpha Research and Beta Robotics}"),
    ("Ada van der Berg Jr.", "van der Berg, Jr., Ada"),
    ("M. D. Zeiler", "Zeiler, M. D."),
]


def plan(text=TEXT):
    (item,) = importing.plan(bibtex.parse(text).entries)
    return item


def save(text=TEXT):
    (paper,) = importing.save_new([plan(text)], by=None)
    return paper


def stored(paper):
    return list(paper.authorships.values_list("name", "citation_name"))


def reference_to(paper):
    (reference,) = references(Publication.objects.filter(pk=paper.pk))
    return reference


def test_names_are_stored_as_the_file_writes_them():
    assert stored(save()) == STORED


def test_member_in_braces_is_no_organization():
    """Some labs put the names of their own people into braces to stress them."""
    factories.person("Ada Example")
    authors = "author={{Ada Example} and {Alpha Research}}, editor={{Ada Example}}"
    text = f"@article{{k, title={{Looms}}, {authors}, year=2024}}"
    importing.save_new(importing.plan(bibtex.parse(text).entries), by=None)
    paper = Publication.objects.get()
    assert stored(paper) == [("Ada Example", ""), ("Alpha Research", "{Alpha Research}")]
    assert list(paper.editorships.values_list("citation_name", flat=True)) == [""]


def test_exports_tags_and_styles_use_the_citation_names(visitor):
    paper = save()
    reference = reference_to(paper)
    assert NAMES.replace("{Ruiz Ortega}", "Ruiz Ortega") in citing.bibtex([reference])
    (item,) = json.loads(citing.csl_json([reference]))
    bodies_and_families = [name.get("literal") or name["family"] for name in item["author"]]
    assert bodies_and_families == [
        "Ruiz Ortega",
        "Alpha Research and Beta Robotics",
        "van der Berg",
        "Zeiler",
    ]
    assert [name.get("given") for name in item["author"]][::3] == ["Pilar", "M. D."]
    assert "AU  - Ruiz Ortega, Pilar\r\nAU  - Alpha Research and Beta Robotics" in citing.ris([reference])
    apa = citing.plain_text(citing.apa(reference))
    assert apa.startswith("Ruiz Ortega, P., Alpha Research and Beta Robotics, van der Berg, A., Jr., & Zei")
    page = visitor.get(paper.get_absolute_url()).content.decode()
    assert '<meta name="citation_author" content="Ruiz Ortega, Pilar">' in page
    people = citing.scholarly_article(reference)["author"]
    assert (people[0]["familyName"], people[1]["@type"]) == ("Ruiz Ortega", "Organization")


def test_export_is_imported_with_the_same_names():
    paper = save()
    exported = citing.bibtex([reference_to(paper)])
    paper.delete()
    assert stored(save(exported)) == STORED


def test_printed_name_that_was_changed_is_exported_as_it_is_printed():
    paper = save()
    paper.authorships.filter(position=1).update(name="Pilar Newname")
    assert "Newname, Pilar" in citing.bibtex([reference_to(paper)])
    assert "Ortega" not in citing.bibtex([reference_to(paper)])


def test_importing_again_adds_the_names_that_are_missing():
    paper = factories.publication("On Engines", year=2020, authors=[name for name, _citation in STORED])
    item = plan()
    (difference,) = [item for item in item.differences if item.name == "citation_names"]
    assert difference.suggested
    importing.update_publication(item, ["citation_names"], by=None)
    assert stored(paper) == STORED
    assert "citation_names" not in [difference.name for difference in plan().differences]


def test_name_that_is_split_rightly_anyway_is_no_difference():
    factories.publication("On Engines", year=2020, authors=["Ada van Example"])
    item = plan("@article{k, title={On Engines}, author={van Example, Ada}, year=2020}")
    assert item.differences == []


def test_corrected_name_in_citations_is_no_difference():
    save()
    other = plan(TEXT.replace("{Ruiz Ortega}, Pilar", "Ortega, Pilar Ruiz"))
    assert "citation_names" not in [difference.name for difference in other.differences]


def test_proposal_of_an_import_has_the_names(member, pi):
    text = TEXT.replace("Zeiler, M. D.", "Member, Mei")
    batch = importing.store(bibtex.parse(text).entries, (), member.user, "own.bib")
    row = batch.entries.get()
    member.post(reverse("import", args=[batch.pk]), {"entry": [row.pk], "do": "accept"})
    approve(pi)
    assert stored(Publication.objects.get())[:3] == STORED[:3]


# ---- the form -----------------------------------------------------------------------------------


@pytest.fixture
def paper(member):
    author = {"name": "Pilar Ruiz Ortega", "citation_name": "Ruiz Ortega, Pilar"}
    return factories.publication(authors=[author, member.person])


def edit(client, paper, **changes):
    return send(client, reverse("edit-publication", args=[paper.slug]), **changes)


def test_name_in_citations_is_entered_in_the_form(pi, paper):
    edit(pi, paper, authorships__1__citation_name="Member, Mei")
    assert stored(paper)[1] == ("Mei Member", "Member, Mei")


def test_old_name_in_citations_goes_with_the_printed_name(pi, paper):
    edit(pi, paper, authorships__0__name="Pilar Newname")
    assert stored(paper)[0] == ("Pilar Newname", "")


def test_order_of_the_printed_words_does_not_matter(pi, paper):
    edit(pi, paper, authorships__0__name="Ruiz Ortega, Pilar")
    assert stored(paper)[0] == ("Ruiz Ortega, Pilar", "Ruiz Ortega, Pilar")


def test_name_in_citations_of_other_words_is_an_error(pi, paper):
    response = edit(pi, paper, authorships__0__citation_name="Ruiz, Maria")
    assert response.status_code == 422
    page = " ".join(response.content.decode().split())
    assert "Use the words of the printed name, “Pilar Ruiz Ortega”, or leave this field empty." in page
    assert '<details class="row-folded" open>' in page


def test_field_is_folded_away_until_it_has_a_value(pi, paper):
    page = pi.get(reverse("edit-publication", args=[paper.slug])).content.decode()
    assert page.count('<details class="row-folded" open>') == 1
    assert page.count('<details class="row-folded">') >= 2  # the other author, and new rows


def test_author_list_as_text_keeps_the_names_in_citations(pi):
    authors = [
        {"name": f"Ada B. Ex{number}", "citation_name": f"B. Ex{number}, Ada"} for number in range(101)
    ]
    paper = factories.publication(authors=authors)
    page = pi.get(reverse("edit-publication", args=[paper.slug]))
    assert "Ada B. Ex7 | B. Ex7, Ada" in page.content.decode()
    lines = "\n".join(f"{author['name']} | {author['citation_name']}" for author in authors[:50])
    edit(pi, paper, authorships__lines=f"{lines}\nPilar Ruiz Ortega | Ruiz Ortega, Pilar")
    assert stored(paper)[49:] == [
        ("Ada B. Ex49", "B. Ex49, Ada"),
        ("Pilar Ruiz Ortega", "Ruiz Ortega, Pilar"),
    ]


def test_new_author_gets_a_name_in_citations(pi):
    rows = new_row("authorships", 0, name="Alpha and Beta", citation_name="{Alpha and Beta}")
    send(pi, "/me/publications/add/", title="On Looms", year="2025", **rows)
    assert stored(Publication.objects.get()) == [("Alpha and Beta", "{Alpha and Beta}")]
