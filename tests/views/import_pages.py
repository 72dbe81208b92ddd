"""The pages of an import as its tests use them: sample lists, pasting one, deciding on entries."""

from publications.models import Import

PAGE = "/me/publications/import/"
PAPER = """@inproceedings{engines, title = {On Engines}, author = {Example, Ada* and Other, Ben},
  booktitle = {Example Conference}, year = 2025, doi = {10.1000/engines}, keywords = {steam}, shelf = {7b}}
"""
BROKEN = "@article{nothing, author = {Ada Example}, journal = {Example Journal}}\n"


def import_text(client, text=PAPER):
    """Paste BibTeX into the form and return the import."""
    response = client.post(PAGE, {"text": text})
    assert response.status_code == 302
    return Import.objects.latest("pk")


def decide(client, batch, do="accept", **data):
    return client.post(batch.get_absolute_url(), {"do": do, "show": "new", **data}, follow=True)


def papers(number):
    return "\n".join(
        f"@article{{p{n}, title = {{Paper {n}}}, author = {{Ben Other}}, journal = {{J}}, year = 2020}}"
        for n in range(number)
    )
