"""A profile that one Labsite shows comes into another one from the data files, and says the same there."""

import json
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from labsite.models import SiteImport
from labsite.open_data import content
from labsite.site_imports.undoing import undo
from news.models import NewsItem
from people.models import Affiliation, Education, Honor, Person, Service, Team
from projects.models import Grant, Project
from publications.models import Publication, Talk, Topic
from site_readers import read
from tests import factories

pytestmark = pytest.mark.django_db

FILES = ("people", "publications", "news", "projects")
#: What the lab decides, what belongs to the other site, and what is not fetched.
NOT_BROUGHT_IN = {"id", "url", "updated", "photo", "email", "other_names", "teams", "projects", "position"}
PAPERS_OWN = {"id", "url", "projects", "grants", "picture", "citations", "selected", "notices"}


def export(folder):
    """Write the data files of the site as it is now, and return them."""
    files = {name: content(name, timezone.now()) for name in FILES}
    for name, text in files.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return {name: json.loads(text) for name, text in files.items()}


def profile_of(data, name):
    """Return what people.json says about a person, without what does not come along."""
    [row] = [row for row in data["people"]["people"] if row["name"] == name]
    row = {key: value for key, value in row.items() if key not in NOT_BROUGHT_IN}
    for section in ("honors", "talks"):
        row[section] = [
            {key: value for key, value in one.items() if key not in ("shared_with", "publication")}
            for one in row[section]
        ]
    return row


def papers_of(data):
    return [
        {key: value for key, value in row.items() if key not in PAPERS_OWN}
        | {"authors": [{**author, "person": None} for author in row["authors"]]}
        | {"venue": row["venue"] and {**row["venue"], "id": None, "url": None}}
        for row in data["publications"]["publications"]
    ]


def empty_site():
    """Delete what the import brings in, as if this were another site."""
    for model in (Publication, Talk, Honor, Person):
        model._base_manager.all().delete()


def moved(folder, name="Ada Quill"):
    """Import the files in a folder into the profile of somebody who has only a name, and export again."""
    empty_site()
    person = factories.person(name)
    call_command("import_site", folder, "--person", person.slug, "--apply", verbosity=0)
    with TemporaryDirectory() as other:
        return export(Path(other))


# ---- everything that a profile can have --------------------------------------------------------

TEXT = st.text("abc 织布äé&<>*_()[]'\"1.", min_size=1, max_size=20).map(lambda text: f"X{text}y")
MAYBE = st.just("") | TEXT
CHINESE = st.just("") | st.text("织布&<>*_()[]'\"1。", max_size=20).map(lambda text: f"织布{text}机")
MONTH = st.sampled_from(["2019", "2020-03", "2021-11-05"])
URL = st.sampled_from(["https://example.org/a", "https://example.org/b_(c)", ""])
ROWS = {
    Affiliation: st.fixed_dictionaries(
        {"institution": TEXT, "institution_zh": CHINESE, "department": MAYBE, "capacity": MAYBE, "url": URL},
        optional={"end": MONTH, "is_past": st.booleans()},
    ),
    Education: st.fixed_dictionaries(
        {
            "degree": st.sampled_from(["phd", "master", "other"]),
            "school": TEXT,
            "school_zh": CHINESE,
            "department": MAYBE,
            "advisor": MAYBE,
            "url": URL,
            "start": MONTH,
        }
    ),
    Service: st.fixed_dictionaries(
        {"role": TEXT, "role_zh": CHINESE, "subject": MAYBE, "partner": MAYBE, "url": URL, "start": MONTH}
    ),
    Honor: st.fixed_dictionaries(
        {
            "title": TEXT,
            "title_zh": CHINESE,
            "issuer": MAYBE,
            "level": MAYBE,
            "is_highlighted": st.booleans(),
        },
        optional={"date": MONTH},
    ),
    Talk: st.fixed_dictionaries(
        {"kind": st.sampled_from(["invited", "poster"]), "title": TEXT, "event": MAYBE, "place": MAYBE},
        optional={"date": MONTH, "url": URL, "slides_url": URL},
    ),
}
PROFILE = st.fixed_dictionaries(
    {"interests": MAYBE, "interests_zh": CHINESE, "bio": MAYBE, "bio_zh": CHINESE},
)


# An example takes half a second, so a failing one is not shrunk.
@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    texts=PROFILE,
    rows=st.fixed_dictionaries({model: st.lists(each, max_size=2) for model, each in ROWS.items()}),
)
def test_profile_that_was_exported_comes_in_without_a_difference(texts, rows):
    with TemporaryDirectory() as folder, transaction.atomic():
        ada = factories.person("Ada Quill", **texts)
        for model, values in rows.items():
            for position, fields in enumerate(values, 1):
                more = {"position": position} if model is Affiliation else {}
                model.objects.create(person=ada, **fields, **more)
        before = export(Path(folder))
        after = moved(Path(folder))
        assert profile_of(after, "Ada Quill") == profile_of(before, "Ada Quill")
        transaction.set_rollback(True)


# ---- the rest ----------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path):
    """Return the folder with the data files of a lab of two."""
    ada, bo = factories.person("Ada Quill", joined="2021"), factories.person("Bo Fell", left="2023")
    factories.profile_link(ada, "orcid", "https://orcid.org/0000-0002-1825-0097", position=1)
    factories.honor(bo, title="Golden Thread")
    venue = factories.venue("Journal of Looms", abbreviation="JoL", rank="CCF-A", kind="journal")
    authors = [
        {"name": "Ada Quill", "person": ada, "is_equal": True},
        {"name": "Cy Reed", "is_corresponding": True},
    ]
    paper = factories.publication(
        "On Looms", authors, venue=venue, kind="journal", year=2024, month=5, volume="7", pages="1–9",
        doi="10.5555/loom", abstract="We *weave*.", award="Best paper", note="With a loom.",
    )  # fmt: skip
    factories.publication_link(paper, kind="code", url="https://example.org/code", label="Loom kit")
    factories.publication("On Yarn", [bo])
    factories.news_item("Ada wins.", title="A prize", people=[ada])
    factories.news_item("Bo leaves.", people=[bo])
    export(tmp_path)
    return tmp_path


def test_papers_of_a_person_come_in_without_a_difference(site):
    before = export(site)
    after = moved(site)
    mine = [row for row in papers_of(before) if row["title"] == "On Looms"]
    assert papers_of(after) == mine


def test_files_bring_in_what_belongs_to_the_person_only(site):
    moved(site)
    assert [person.name for person in Person.objects.all()] == ["Ada Quill"]
    assert not Honor.objects.exists()
    assert not SiteImport.objects.get().items.filter(raw="Golden Thread").exists()


def test_papers_alone_are_those_of_the_person(site):
    for name in ("people", "news", "projects"):
        (site / f"{name}.json").unlink()
    moved(site)
    assert [paper.title for paper in Publication.objects.all()] == ["On Looms"]


def test_second_import_of_the_files_finds_nothing_new(site, capsys):
    moved(site)
    capsys.readouterr()
    call_command("import_site", site, "--person", Person.objects.get().slug, "--apply")
    assert "Nothing new." in capsys.readouterr().out


def test_lab_comes_in_with_its_people(site):
    empty_site()
    call_command("import_site", site, "--apply", "--left", "2023")
    ada, bo = Person.objects.order_by("name")
    assert (ada.is_current(), bo.is_current()) == (True, False)
    assert Publication.objects.count() == 2
    assert bo.honors.get().title == "Golden Thread"


def test_profiles_come_in_with_the_lab_and_share_what_they_shared(tmp_path, capsys):
    ada = factories.person("Ada Quill", bio="I *weave*.", bio_zh="我织布。", interests="Looms")
    bo = factories.person("Bo Fell", left="2023")
    factories.honor(bo, title="Golden Thread").colleagues.add(ada)
    factories.honor(ada, title="Silver Thread")
    Education.objects.create(person=ada, degree="phd", school="Weaving School", start="2019")
    Talk.objects.create(person=ada, kind="invited", title="On Looms")
    before = export(tmp_path)
    empty_site()
    call_command("import_site", tmp_path, "--apply", "--left", "2023")
    after = export(tmp_path)
    for name in ("Ada Quill", "Bo Fell"):
        assert profile_of(after, name) == profile_of(before, name)
    keys = set(Person.objects.values_list("pk", flat=True))
    assert Honor.objects.get(title="Golden Thread").holders() == keys
    assert SiteImport.objects.get().items.get(target="talks").raw == "invited, On Looms"
    capsys.readouterr()
    call_command("import_site", tmp_path, "--apply")
    assert "Nothing new." in capsys.readouterr().out
    assert undo(SiteImport.objects.last(), timezone.now()).reasons == []
    assert not any(model.objects.exists() for model in (Person, Honor, Talk))


@pytest.fixture
def pictured_site(tmp_path):
    """Return the folder of the data files of a lab with pictures, and of their files as on the site."""
    ada = factories.person("Ada Quill", photo=factories.picture())
    paper = factories.publication("On Looms", [ada], teaser=factories.picture(width=401))
    alt = {"picture_alt": "A loom", "picture_alt_zh": "织机"}
    project = factories.project("Weaving", [ada], picture=factories.picture(width=402), **alt)
    item = factories.news_item("Looms.", people=[ada], picture=factories.picture(width=403), **alt)
    export(tmp_path)
    for picture in (ada.photo, paper.teaser, project.picture, item.picture):
        file = tmp_path / "media" / picture.name
        file.parent.mkdir(parents=True, exist_ok=True)
        with picture.open() as stored:
            file.write_bytes(stored.read())
    return tmp_path


def pictures_of(data):
    """Return size and description of each picture by the name of the file and the title."""
    return {
        (name, str(row.get("title", row.get("name")))): picture and (picture["width"], picture["alt"])
        for name in FILES
        for row in data[name][name]
        for picture in [row.get("picture", row.get("photo"))]
    }


def test_pictures_among_the_files_come_in_with_their_descriptions(pictured_site, tmp_path_factory):
    before = pictures_of(export(pictured_site))
    empty_site()
    for model in (Project, NewsItem):
        model.objects.all().delete()
    call_command("import_site", pictured_site, "--apply")
    assert pictures_of(export(tmp_path_factory.mktemp("other"))) == before
    assert not SiteImport.objects.get().items.filter(target="", raw__contains="icture").exists()


def test_photo_among_the_files_comes_into_the_profile_of_its_person(pictured_site):
    after = moved(pictured_site)
    assert after["people"]["people"][0]["photo"]["width"] == 320


def test_pictures_that_are_not_among_the_files_are_counted(pictured_site):
    rmtree(pictured_site / "media")
    counts = {"Photos: 1", "Pictures of papers: 1", "Pictures of news: 1", "Pictures of projects: 1"}
    result = read(pictured_site)
    assert {rest.text for rest in result.not_understood} == counts
    assert "picture_alt" not in result.news[0].details
    moved(pictured_site)
    assert SiteImport.objects.get().items.get(why__endswith="Upload the photo.", target="").raw


def test_what_has_no_place_in_the_profile_is_named(tmp_path):
    ada = factories.person("Ada Quill", email="ada@example.org", email_visibility="public")
    factories.membership(ada, factories.team("Weavers"))
    export(tmp_path)
    moved(tmp_path)
    left_out = SiteImport.objects.get().items.filter(target="")
    assert {"ada@example.org", "Weavers"} <= {item.raw.partition(" / ")[0] for item in left_out}


@pytest.fixture
def linked_site(tmp_path):
    """Return the folder with the data files of a lab whose project, grant and news refer to each other."""
    ada, bo = factories.person("Ada Quill"), factories.person("Bo Fell", left="2023")
    team = factories.team("Weavers", name_zh="织工", description="We *weave*.", call_zh="欢迎加入。")
    factories.membership(ada, team, is_lead=True)
    factories.membership(bo, team, start="2021", end="2022-03")
    paper = factories.publication("On Looms", [ada], topics=[factories.topic("Looms", name_zh="织机")])
    project = factories.project("Weaving", [(ada, "Weaver"), bo], [paper], [Topic.objects.get()], team=team)
    factories.project_link(project, label="Loom kit")
    factories.project_output(project, "libloom", version="1.2")
    factories.grant(
        "7", "Yarn Fund", [ada], [project], [paper], amount="5.50", currency="CNY", shows_amount=True
    )
    factories.news_item("Looms are out.", [ada, bo], [paper], [project])
    export(tmp_path)
    return tmp_path


def without_ids(data):
    """Return teams, projects, grants and news without what another site decides."""
    teams = [{**team, "url": None} for row in data["people"]["people"] for team in row["teams"]]
    rows = [*teams, *data["people"]["teams"], *data["news"]["news"]]
    rows += [*data["projects"]["projects"], *data["projects"]["grants"]]
    return [{key: value for key, value in row.items() if key not in ("url", "picture")} for row in rows]


def test_teams_projects_grants_and_news_come_in_with_what_they_refer_to(linked_site, capsys):
    before = export(linked_site)
    empty_site()
    for model in (Project, Grant, NewsItem, Team, Topic):
        model.objects.all().delete()
    later = json.loads((linked_site / "projects.json").read_text())
    later["projects"][0]["links"][0]["stars"] = 7  # later versions of the format have more keys
    (linked_site / "projects.json").write_text(json.dumps(later))
    call_command("import_site", linked_site, "--apply")
    assert without_ids(export(linked_site)) == without_ids(before)
    capsys.readouterr()
    call_command("import_site", linked_site, "--apply")
    assert "Nothing new." in capsys.readouterr().out
    assert undo(SiteImport.objects.last(), timezone.now()).reasons == []
    models = (Person, Team, Publication, Project, Grant, NewsItem)
    assert not any(model.objects.exists() for model in models)


def test_what_items_refer_to_and_the_site_lacks_is_named(linked_site, capsys):
    for model in (Publication, Project, Grant, NewsItem, Team):
        model.objects.all().delete()
    data = json.loads((linked_site / "people.json").read_text())
    (linked_site / "people.json").write_text(json.dumps({**data, "teams": []}))
    Person.objects.filter(name="Bo Fell").update(is_public=False)
    call_command("import_site", linked_site, "--apply")
    errors = capsys.readouterr().err
    text = "“{}” was imported without its links to what this site does not have: {}."
    assert text.format("Weaving", "Weavers") in errors
    assert text.format("Looms are out.", "Bo Fell") in errors
    assert [person.name for person in NewsItem.objects.get().people.all()] == ["Ada Quill"]


def test_news_of_a_person_name_the_papers_of_the_person(linked_site):
    NewsItem.objects.all().delete()
    moved(linked_site)
    item = NewsItem.objects.get()
    assert [paper.title for paper in item.publications.all()] == ["On Looms"]
    assert [person.name for person in item.people.all()] == ["Ada Quill"]


def test_what_the_files_do_not_say_is_counted(linked_site):
    for name in ("people", "publications"):
        (linked_site / f"{name}.json").unlink()
    why = "The files do not say which ones these are. Add them again."
    assert {rest.text for rest in read(linked_site).not_understood if rest.why == why} == {
        *("People in news: 2", "Papers in news: 1", "People of projects: 2", "Papers of projects: 1"),
        *("People of grants: 1", "Papers of grants: 1"),
    }


def test_row_of_another_form_is_named(tmp_path):
    factories.person("Ada Quill")
    data = export(tmp_path)["people"]
    data["people"].append({"name": "Bo Fell"})
    (tmp_path / "people.json").write_text(json.dumps(data))
    result = read(tmp_path / "people.json")
    assert [person.name for person in result.people] == ["Ada Quill"]
    assert [rest.why for rest in result.not_understood] == ["This is not in the format of a Labsite."]


def test_chinese_text_fills_the_english_field_that_is_required(tmp_path):
    factories.education(factories.person("Ada Quill"), school="织布大学", department="织机系")
    export(tmp_path)
    [row] = read(tmp_path / "people.json").profile_rows
    assert (row.details["school"], row.details["department_zh"]) == ("织布大学", "织机系")
