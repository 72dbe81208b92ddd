"""Publications: dates, identifiers, links, querysets and search."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from core.partial_dates import PartialDate
from publications.models import Publication, PublicationLink, Topic
from publications.querysets import public_best_first
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db


def titles(publications):
    return [publication.title for publication in publications]


# ---- dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "iso"),
    [({}, "2025"), ({"month": 6}, "2025-06"), ({"month": 6, "day": 21}, "2025-06-21")],
)
def test_date_is_as_precise_as_known(fields, iso):
    assert factories.publication(year=2025, **fields).date == PartialDate.parse(iso)


@pytest.mark.parametrize(
    ("fields", "invalid_field"),
    [
        ({"month": 13}, "month"),
        ({"month": 2, "day": 30}, "day"),
        ({"year": 2023, "month": 2, "day": 29}, "day"),
        ({"year": 966}, "year"),
        ({"year": 966, "month": 1, "day": 1}, "year"),
        ({"year": None, "month": 3}, "month"),
        ({"day": 3}, "day"),
    ],
)
def test_invalid_date_is_an_error_of_the_invalid_field(fields, invalid_field):
    with pytest.raises(ValidationError) as error:
        Publication(**{"title": "On Engines", "year": 2025, **fields}).full_clean()
    assert set(error.value.message_dict) == {invalid_field}


def test_day_requires_a_month():
    assert "A day requires a month" in refusal_of(Publication(title="On Engines", year=2025, day=3))
    with refused_by_the_database():
        factories.publication(day=3)


def test_month_requires_a_year():
    assert "A month requires a year" in refusal_of(Publication(title="On Engines", month=3))
    with refused_by_the_database():
        factories.publication(year=None, month=3)


def test_undated_publication_comes_last():
    for year in (None, 2025, 1843):
        factories.publication(f"Of {year}", year=year)
    assert [row.year for row in Publication.objects.newest_first()] == [2025, 1843, None]


@pytest.mark.parametrize("fields", [{"month": 13}, {"month": 0}, {"month": 1, "day": 32}])
def test_database_rejects_invalid_months_and_days(fields):
    with refused_by_the_database():
        factories.publication(**fields)


def test_newest_come_first_and_less_precise_dates_last_in_their_period():
    for title, year, month, day in [
        ("year", 2024, None, None),
        ("march", 2024, 3, None),
        ("9 march", 2024, 3, 9),
        ("2 march", 2024, 3, 2),
        ("may", 2024, 5, None),
        ("next year", 2025, None, None),
    ]:
        factories.publication(title, year=year, month=month, day=day)
    in_order = ["next year", "may", "9 march", "2 march", "march", "year"]
    assert titles(Publication.objects.newest_first()) == in_order


def test_selected_publications_can_come_first():
    factories.publication("new", year=2025)
    factories.publication("old", year=2020, is_selected=True)
    assert titles(Publication.objects.selected_first()) == ["old", "new"]
    assert titles(Publication.objects.newest_first()) == ["new", "old"]


# ---- identifiers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "10.1145/3581784.Abc",
        " 10.1145/3581784.ABC ",
        "https://doi.org/10.1145/3581784.abc",
        "http://dx.doi.org/10.1145/3581784.abc",
        "https://www.doi.org/10.1145/3581784.abc",
        "doi.org/10.1145/3581784.abc",
        "doi:10.1145/3581784.abc",
        "DOI: 10.1145/3581784.abc",
    ],
)
def test_doi_is_stored_bare_and_in_lower_case(typed):
    publication = Publication(title="On Engines", year=2025, doi=typed)
    publication.full_clean()
    assert publication.doi == "10.1145/3581784.abc"
    assert publication.doi_url == "https://doi.org/10.1145/3581784.abc"


@pytest.mark.parametrize(
    "typed",
    [
        "2311.01282",
        "2311.01282v2",
        "arXiv:2311.01282",
        "arxiv: 2311.01282v1",
        "https://arxiv.org/abs/2311.01282",
        "arxiv.org/abs/2311.01282",
        "http://www.arxiv.org/pdf/2311.01282v3",
        "https://arxiv.org/pdf/2311.01282v3.pdf",
        "https://arxiv.org/html/2311.01282v3",
    ],
)
def test_arxiv_id_is_stored_bare_and_without_version(typed):
    publication = Publication(title="On Engines", year=2025)
    publication.arxiv_id = typed
    publication.clean()
    assert publication.arxiv_id == "2311.01282"
    assert publication.arxiv_url == "https://arxiv.org/abs/2311.01282"


def test_old_arxiv_id_keeps_its_archive():
    publication = Publication(title="On Engines", year=2025, arxiv_id="hep-th/9901001v2")
    publication.full_clean()
    assert publication.arxiv_id == "hep-th/9901001"


@pytest.mark.parametrize("field", ["doi", "arxiv_id"])
def test_identifier_is_unique_unless_empty(field):
    factories.publication("First")
    factories.publication("Second")
    factories.publication("Third", **{field: "10.1/x"})
    assert "publication with this" in refusal_of(Publication(title="Fourth", year=2025, **{field: "10.1/x"}))
    with refused_by_the_database():
        factories.publication("Fourth", **{field: "10.1/x"})


def test_doi_typed_in_another_form_is_a_duplicate():
    factories.publication(doi="10.1145/1.2")
    again = Publication(title="Again", year=2025, doi="https://doi.org/10.1145/1.2")
    assert "with this DOI already exists" in refusal_of(again)


def test_title_is_required_and_loses_line_breaks():
    assert "blank" in refusal_of(Publication(title="", year=2025))
    assert refusal_of(Publication(title=" \n ", year=2025))
    with refused_by_the_database():
        factories.publication(title="")
    publication = Publication(title=" On\n  Engines ", year=2025)
    publication.full_clean()
    assert publication.title == "On Engines"


# ---- links and badge --------------------------------------------------------------------------


def kinds(publication):
    return [link.kind for link in publication.link_list]


def test_links_are_derived_from_identifiers_and_pdf():
    publication = factories.publication(doi="10.1/x", arxiv_id="2311.01282", pdf=factories.pdf())
    assert kinds(publication) == ["pdf", "doi", "arxiv"]
    pdf, doi, arxiv = (link.url for link in publication.link_list)
    assert pdf == f"{publication.get_absolute_url()}paper.pdf"
    assert (doi, arxiv) == ("https://doi.org/10.1/x", "https://arxiv.org/abs/2311.01282")


def test_entered_links_keep_their_order_and_replace_derived_ones():
    publication = factories.publication(doi="10.1/x", arxiv_id="2311.01282")
    factories.publication_link(publication, "code", position=2)
    factories.publication_link(publication, "paper", position=1)
    factories.publication_link(publication, "arxiv", position=3)
    assert kinds(publication) == ["paper", "code", "arxiv"]


def test_links_of_a_list_take_one_query(django_assert_num_queries):
    publication = factories.publication(doi="10.1/x")
    link = factories.publication_link(publication, stars=42, stars_on=date(2025, 6, 1), label="Source")
    with django_assert_num_queries(1):
        (publication,) = Publication.objects.for_list()
        code, doi = publication.link_list
    assert (code.text, code.url, code.stars, code.stars_on) == ("Source", link.url, 42, date(2025, 6, 1))
    assert doi.kind == "doi"


def test_publication_without_links_has_an_empty_list():
    factories.publication()
    (publication,) = Publication.objects.for_list()
    assert publication.link_list == [] and publication.bylines == []


def test_link_must_be_a_web_url():
    link = factories.publication_link(factories.publication())
    link.url = "javascript:alert(1)"
    assert "valid URL" in refusal_of(link)
    assert str(PublicationLink(kind="code")) == "Code"


def test_pdf_field_accepts_only_pdf_files():
    publication = factories.publication()
    publication.pdf = factories.picture("paper.pdf")
    assert "not a PDF" in refusal_of(publication)


def test_badge_is_the_venue_abbreviation_and_year():
    venue = factories.venue("Symposium on Computer Architecture", abbreviation="ISCA")
    assert factories.publication(venue=venue, year=2025).badge == "ISCA 2025"
    assert factories.publication().badge == ""


# ---- querysets and search ---------------------------------------------------------------------


def test_hidden_publications_are_not_public():
    factories.publication("Shown")
    factories.publication("Hidden", is_public=False)
    assert titles(Publication.objects.public()) == ["Shown"]


def test_publications_by_an_author():
    ada, bob = factories.person("Ada"), factories.person("Bob")
    factories.publication("Both", authors=[ada, bob])
    factories.publication("Bob alone", authors=[bob, "Ada"])  # the same printed name, but not linked
    assert titles(Publication.objects.by_author(ada)) == ["Both"]


def test_publications_of_a_team_are_those_of_current_and_former_members_once():
    team, ada, bob = factories.team(), factories.person("Ada"), factories.person("Bob")
    factories.membership(ada, team, "2020", "2021")
    factories.membership(bob, team)
    factories.publication("Both", authors=[ada, bob])
    factories.publication("Someone else's", authors=[factories.person("Cem")])
    hidden = factories.person("Eve", is_public=False)
    factories.membership(hidden, team)
    factories.publication("Of a hidden member", authors=[hidden])
    assert titles(Publication.objects.by_team(team)) == ["Both"]


@pytest.mark.parametrize(
    "query",
    [
        "flash decoding",
        "FLASHDECODING",
        "Décoding",
        "attention",
        "10.1145/1.2",
        "https://doi.org/10.1145/1.2",
        "2311.01282",
        "Jiaming",
        "徐佳明",
        "xujiaming",
        "hsu",
        "printed",
        "ISCA",
        "architecture",
        "inference",
        "推理",
        "hsu isca decoding",
    ],
)
def test_publication_is_found_by_title_authors_venue_topics_and_identifiers(query):
    member = factories.person("Jiaming Xu", native_name="徐佳明", shown_aliases="J.-M. Hsu")
    factories.publication(
        "Flash Decoding",
        authors=[member, "Grace Printed"],
        topics=[factories.topic("Inference", name_zh="推理")],
        venue=factories.venue("Symposium on Computer Architecture", abbreviation="ISCA"),
        abstract="We make attention fast.",
        doi="10.1145/1.2",
        arxiv_id="2311.01282",
    )
    factories.publication("Another Paper", authors=["Somebody Else"])
    assert titles(Publication.objects.matching(query)) == ["Flash Decoding"]


def test_chinese_title_is_found_in_characters_and_pinyin():
    factories.publication("大模型推理加速", language="zh-Hans")
    for query in ("推理", "大模型 加速", "damoxing"):
        assert Publication.objects.matching(query).exists()


@pytest.mark.parametrize("query", ["decoding nothing", "x" * 5000, "decoding \x00 nothing"])
def test_every_word_of_a_query_must_match(query):
    factories.publication("Flash Decoding")
    assert not Publication.objects.matching(query).exists()


def test_interests_of_authors_are_not_searched():
    factories.publication("On Engines", authors=[factories.person(interests="Weaving")])
    assert not Publication.objects.matching("weaving").exists()


def test_aliases_of_a_hidden_person_are_not_searched():
    hidden = factories.person("Ada Example", shown_aliases="Countess", is_public=False)
    factories.publication("On Engines", authors=[hidden])
    assert not Publication.objects.matching("countess").exists()
    assert Publication.objects.matching("example").exists()  # as printed on the paper


def test_reindexing_finds_changed_authors_and_topics():
    publication = factories.publication("On Engines")
    factories.authorship(publication, "Grace Printed", 1)
    publication.topics.add(factories.topic("Weaving"))
    assert Publication.objects.filter(pk=publication.pk).reindex() == 1
    assert Publication.objects.matching("grace weaving").exists()
    assert Publication.objects.all().reindex() == 0


# ---- venues, topics, talks --------------------------------------------------------------------


def test_venue_with_publications_cannot_be_deleted():
    venue = factories.publication(venue=factories.venue()).venue
    with pytest.raises(ProtectedError):
        venue.delete()


@pytest.mark.parametrize(("abbreviation", "text"), [("ISCA", "ISCA"), ("", "Example Symposium")])
def test_venue_is_named_by_its_abbreviation_if_it_has_one(abbreviation, text):
    venue = factories.venue("Example Symposium", abbreviation=abbreviation)
    assert str(venue) == text
    assert venue.slug == text.lower().replace(" ", "-")


def test_topic_name_is_unique():
    factories.topic("Inference")
    assert "already exists" in refusal_of(Topic(name="Inference"))
    with refused_by_the_database():
        factories.topic("Inference")


def test_talks_are_ordered_by_date_and_survive_their_publication():
    person, publication = factories.person(), factories.publication()
    for day in ("2021", "2023-05", "2022-06-30"):
        factories.talk(person, day, date=day, publication=publication)
    publication.delete()
    assert titles(person.talks.all()) == ["2023-05", "2022-06-30", "2021"]
    assert person.talks.first().publication is None


def test_slug_of_a_publication_is_its_title():
    publication = factories.publication("Flash Decoding++: Faster, Cheaper")
    assert urlsplit(publication.get_absolute_url()).path == "/publications/flash-decoding-faster-cheaper/"


@pytest.mark.parametrize(
    "query",
    [
        "flash",
        "AI",
        "deep ai",
        "深度",
        "深",
        "100%",
        "a_b",
        'say "no"',
        "c++",
        "Müller",
        "",
        "zz flash 深度 ai x",
        "deep ada",
        "flash memory deep müller",
    ],
)
def test_prepared_search_gives_the_same_results_in_the_same_order(query):
    ada = factories.person("Ada Müller")
    venue = factories.venue("Conference on Flash Memory")
    for title in ("FlashDecoding", "Deep AI", "深度学习", "100% a_b", 'Say "no" to C++', "Something else"):
        factories.publication(title, venue=venue if title == "Deep AI" else None, authors=[ada])
    for _repetition in range(2):
        assert public_best_first(query) == Publication.objects.public().best_first(query)
