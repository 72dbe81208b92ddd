"""Pages and data that say each text in two languages side by side. All of it is invented."""

from tests.site_readers.sites import read_site, values


def test_texts_in_chinese_beside_english_come_in_once():
    page = """
        ## <span class="i18n-zh">奖项荣誉</span><span class="i18n-en">Awards</span>

        <div class="i18n-zh" markdown="1">

        - **2022.9** · 湖泊大学 二等奖学金
        - **2021.9** · 湖泊大学 三等奖学金

        </div>
        <div class="i18n-en" markdown="1">

        - **2022.9** · Second Scholarship, Lake University
        - **2021.9** · Third Scholarship, Lake University

        </div>
    """
    result = read_site({"index.md": page})

    assert values(result.honors, "date", "title") == [
        ("2022-09", "Second Scholarship"),
        ("2021-09", "Third Scholarship"),
    ]
    translations = [rest.text for rest in result.not_understood if "translation" in rest.why]
    assert any("三等奖学金" in text for text in translations)


def test_page_in_one_language_may_have_its_class():
    result = read_site({"index.md": '## 奖项\n\n<div class="zh" markdown="1">\n\n- 2022 湖泊奖\n\n</div>\n'})
    assert values(result.honors, "title") == [("湖泊奖",)]


def test_records_of_data_in_two_languages_are_read_in_english():
    site = {
        "_config.yml": "title: Ann\n",
        "index.md": "# News\n{% for n in site.data.news %}{% endfor %}\n"
        "# Projects\n{% for p in site.data.projects %}{% endfor %}\n",
        "_data/news.yml": "- date: 2026-07-23\n  zh: 报告发布了。\n  en: The report is out.\n",
        "_data/projects.yml": "- repo: lee/maps\n  desc_en: Maps of lakes.\n  desc_zh: 湖泊。\n",
    }
    result = read_site(site)

    assert values(result.news, "date", "text") == [("2026-07-23", "The report is out.")]
    assert [(item.title, "Maps of lakes." in item.text) for item in result.projects] == [("lee/maps", True)]
    assert any("报告发布了" in rest.text for rest in result.not_understood)
