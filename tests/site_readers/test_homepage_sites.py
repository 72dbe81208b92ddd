"""Whole sites: which pages and entries a visitor can reach, includes, languages, and "
"examples of templates."""

import pytest

from site_readers import read


@pytest.fixture
def site(tmp_path):
    def read_site(files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return read(tmp_path)

    return read_site


def named(result):
    return {rest.file: rest.why for rest in result.not_understood}


HOME = "---\npermalink: /\n---\n# News\n- 2024.05: Hello\n"
LIST = (
    "---\npermalink: /publications/\n---\n{% for post in site.publications %}{{ post.title }}{% endfor %}\n"
)


def test_included_files_are_part_of_the_page_with_their_own_lines(site):
    result = site(
        {
            "_config.yml": "title: Ann\n",
            "_pages/about.md": "---\npermalink: /\n---\n{% include_relative parts/news.md %}\n\n"
            "{% include_relative parts/missing.md %}\n",
            "_pages/parts/news.md": "# News\n\n- 2024.05: Hello\n",
            "_pages/parts/old.md": "# News\n\n- 2014.05: Old\n",
        }
    )
    assert [(item.file, item.line, item.text) for item in result.news] == [
        ("_pages/parts/news.md", 3, "Hello")
    ]
    assert named(result) == {
        "_pages/about.md": "The included file is not in the source.",
        "_pages/parts/old.md": "No page includes this file, left out.",
    }


def test_only_pages_of_the_navigation_are_read(site):
    result = site(
        {
            "_config.yml": "title: Ann\n",
            "_data/navigation.yml": 'main:\n  - url: "/talks/"\n#  - url: "/old/"\n',
            "_pages/about.md": HOME + "\nSee [more](/more.html) or [code](https://github.com/a/old).\n",
            "_pages/talks.md": "---\npermalink: /talks/\ntitle: Talks\n---\n- 2024.06, A talk on "
            "things, LogicConf\n",
            "_pages/more.md": "---\npermalink: /more\n---\n# Honors\n- 2023 Prize\n",
            "_pages/old.md": "---\npermalink: /old/\n---\n# News\n- 2014.05: Old\n",
        }
    )
    assert [item.text for item in result.news] == ["Hello"]
    assert [item.title for item in result.talks] == ["A talk on things"]
    assert [item.title for item in result.honors] == ["Prize"]
    assert named(result)["_pages/old.md"] == "The navigation does not lead to this page, left out."


def test_collections_are_read_where_a_page_shows_them(site):
    result = site(
        {
            "_config.yml": "title: Ann\n",
            "_data/navigation.yml": "main:\n  - url: /publications/\n",
            "_pages/about.md": HOME,
            "_pages/publications.html": LIST,
            "_publications/2020-01-01-a.md": "---\ntitle: A paper on things\ndate: 2020-01-01\nvenue: ICXX\n"
            "paperurl: https://a.example/p.pdf\ncitation: 'Ann Lee, Bo Wu. (2020). &quot;A paper on "
            "things.&quot; "
            "<i>ICXX</i>.'\n---\nAn abstract.\n",
            "_publications/2009-10-01-paper-title-number-1.md": "---\ntitle: Paper Title Number 1\n---\n",
            "_talks/2012-03-01-talk.md": "---\ntitle: Talk 9 on Relevant Topic in Your Field\n---\n",
            "_talks/2022-03-01-talk.md": "---\ntitle: A real talk\n---\n",
        }
    )
    (paper,) = result.publications
    assert (paper.title, paper.year, paper.month, paper.venue) == ("A paper on things", "2020", "", "ICXX")
    assert paper.authors == ["Ann Lee", "Bo Wu"]
    assert not result.talks
    why = named(result)
    assert why["_publications/2009-10-01-paper-title-number-1.md"] == "Template example, left out."
    assert why["_talks/2012-03-01-talk.md"] == "Template example, left out."
    assert why["_talks/2022-03-01-talk.md"] == "The navigation does not lead to this entry, left out."


@pytest.mark.parametrize(
    ("name", "field", "date"),
    [
        ("2024-03-05-x.md", "", "2024-03-05"),
        ("2010-08-28-x.md", "date: 2017-08-28", "2017-08-28"),
        ("x.md", "date: 2022-4-12", "2022-04-12"),
        ("x.md", "date: 2024-09", "2024-09"),
        ("x.md", "date: 2024", "2024"),
        ("2024-09-without-extension", "date: 2024-09-01", "2024-09-01"),
    ],
)
def test_date_of_an_entry_is_that_of_its_front_matter(site, name, field, date):
    result = site(
        {
            "_config.yml": "title: Ann\n",
            "_pages/about.md": HOME.replace(
                "# News\n- 2024.05: Hello\n", "# News\n{% for p in site.posts %}{% endfor %}"
            ),
            f"_posts/{name}": f"---\ntitle: A post\n{field}\n---\n",
        }
    )
    assert [(item.date, item.text) for item in result.news] == [(date, "A post")]


def test_branch_of_the_language_of_the_page_is_read(site):
    result = site(
        {
            "_config.yml": "title: Ann\nlang: zh\n",
            "index.md": "---\ntitle: x\n---\n{% if page.lang == 'en' %}\n# Honors\n- 2023 Prize\n{% else %}\n"
            "# 获奖\n- 2023 奖学金\n{% endif %}\n",
        }
    )
    assert [item.title for item in result.honors] == ["奖学金"]


def test_translation_of_a_page_brings_no_item_twice(site):
    english = (
        "# News\n- 2024.05: Hello\n# Honors\n- 2023 Prize\n# Education\n- 2019 - 2023, North University\n"
    )
    chinese = (
        "# 新闻\n- 2024.05: 你好\n# 获奖\n- 2023 奖学金\n"
        "# 教育经历\n- 2019 - 2023, 北方大学\n- 2015 - 2019, 南方大学\n"
    )
    result = site(
        {
            "_config.yml": "title: Ann\n",
            "_pages/about-zh.md": f"---\npermalink: /\n---\n[English](/en.html)\n\n{chinese}",
            "_pages/about.md": f"---\npermalink: /en.html\n---\n{english}",
        }
    )
    assert [item.text for item in result.news] == ["Hello"]
    assert [item.title for item in result.honors] == ["Prize"]
    assert len(result.education) == 2
    assert "The translation of an item of “news”." in {rest.why for rest in result.not_understood}


def test_bibliography_and_news_of_alfolio_are_read(site):
    result = site(
        {
            "_config.yml": "first_name: Ann\nlast_name: Lee\n",
            "_pages/about.md": "---\npermalink: /\nlayout: about\nnews: true\n---\nI am Ann.\n",
            "_pages/publications.md": "---\npermalink: /publications/\nnav: true\n---\n{% bibliography %}\n",
            "_pages/people.md": "---\npermalink: /people/\nnav: false\n---\n# Honors\n- 2020 Prize\n",
            "_bibliography/papers.bib": "---\n---\n@article{a, title={A paper}, author={Lee, Ann and "
            "Wu, Bo}, "
            "journal={J}, year={2024}, month={5}}\n@article{b, title={Zur Elektrodynamik}, "
            "author={Einstein, Albert}, year={1905}}\n",
            "_news/a.md": "---\ndate: 2024-05-01\ninline: true\n---\nA paper was accepted.\n",
            "_news/b.md": "---\ndate: 2016-01-15\ninline: true\n---\nA simple inline announcement.\n",
        }
    )
    assert result.kind == "al-folio"
    (paper,) = result.publications
    assert (paper.title, paper.authors, paper.year, paper.month) == (
        "A paper",
        ["Ann Lee", "Bo Wu"],
        "2024",
        "05",
    )
    assert [(item.date, item.text) for item in result.news] == [("2024-05-01", "A paper was accepted.")]
    assert not result.honors
    assert [rest.why for rest in result.not_understood].count("Template example, left out.") == 2


def test_drafts_stay_out_and_are_named(site):
    result = site({"index.md": "---\npublished: false\n---\n# News\n- 2024.05: Hello\n"})
    assert not result.news
    assert "draft" in named(result)["index.md"]
