import zipfile
from textwrap import dedent

import pytest

from site_readers import UnreadableSourceError, read
from site_readers.files import Limits, read_picture

PNG = b"\x89PNG\r\n\x1a\n"


def site(tmp_path, files):
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return tmp_path


def test_paper_of_a_homepage_names_its_picture(tmp_path):
    html = """<h2>Publications</h2><table><tr><td><img src="images/fast.png?v=1"></td>
        <td><b>Fast methods for slow rivers</b><br>Ann Lee, Bo Wu<br><i>ICXX</i>, 2024</td></tr></table>"""
    [paper] = read(site(tmp_path, {"index.html": html, "images/fast.png": PNG})).publications
    assert paper.image == "images/fast.png"


def test_picture_in_markdown_belongs_to_its_entry_and_leaves_the_text_alone(tmp_path):
    news = '- ![teaser]({{ site.baseurl }}/images/a.jpg "A") 2024.05: Our paper is out.\n- 2024.04: Moved.\n'
    result = read(site(tmp_path, {"index.md": f"# News\n{news}", "images/a.jpg": PNG}))
    assert [(item.text, item.image) for item in result.news] == [
        ("Our paper is out.", "images/a.jpg"),
        ("Moved.", ""),
    ]


def test_picture_that_the_source_lacks_is_named(tmp_path):
    page = "# News\n- ![x](images/gone.jpg) 2024.05: Our paper is out.\n"
    result = read(site(tmp_path, {"index.md": page}))
    assert [rest.text for rest in result.not_understood] == ["images/gone.jpg"]
    assert result.news[0].image == ""


def test_member_of_a_lab_names_photo_and_old_address(tmp_path):
    fields = "name: Ann Lee\nrole: phd\nimage: images/ann.jpg\nredirect_from: [/team/ann]\n"
    files = {
        "_data/citations.yaml": "[]",
        "_data/types.yaml": "{}",
        "_members/ann-lee.md": f"---\n{fields}---\n",
        "images/ann.jpg": PNG,
    }
    [ann] = read(site(tmp_path, files)).people
    assert (ann.image, ann.old_urls) == ("images/ann.jpg", ["/team/ann", "/members/ann-lee.html"])


def test_picture_beside_a_page_of_hugo_is_that_of_its_item(tmp_path):
    post = "title: A prize\ndate: 2024-05-01\naliases: [/old/prize/]\n"
    files = {
        "content/authors/ann/_index.md": "---\ntitle: Ann Lee\nrole: PhD student\n---\n",
        "content/authors/bo/_index.md": "---\ntitle: Bo Wu\nrole: PhD student\n---\n",
        "content/authors/ann/avatar.jpg": PNG,
        "content/post/prize/index.md": f"---\n{post}---\nWe won.\n",
        "content/post/prize/featured.png": PNG,
    }
    result = read(site(tmp_path, files))
    assert [item.image for item in result.people] == ["content/authors/ann/avatar.jpg", ""]
    assert [(item.image, item.old_urls) for item in result.news] == [
        ("content/post/prize/featured.png", ["/old/prize/", "/post/prize/"])
    ]


def test_photo_of_the_owner_is_that_of_the_configuration(tmp_path):
    files = {
        "_config.yml": "author:\n  name: Ann Lee\n  avatar: me.png\n",
        "_pages/about.md": "---\npermalink: /\n---\n# News\n- 2024.05: Moved.\n",
        "images/me.png": PNG,
    }
    assert read(site(tmp_path, files)).photo == "images/me.png"


def test_bytes_of_a_picture_are_the_same_in_folder_and_zip(tmp_path):
    folder = site(tmp_path / "site", {"index.md": "x", "images/me.png": PNG})
    packed = tmp_path / "site.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(folder / "index.md", "ann-main/index.md")
        archive.write(folder / "images/me.png", "ann-main/images/me.png")
    for path in (folder, folder.parent, packed):
        assert read_picture(path, "images/me.png") == PNG


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("images/gone.png", "no picture"),
        ("../secret.png", "no picture"),
        ("index.md", "no picture"),
        ("big.png", "larger"),
    ],
)
def test_file_that_is_no_picture_of_the_source_is_refused(tmp_path, name, message):
    site(tmp_path, {"secret.png": PNG, "site/index.md": "x", "site/big.png": PNG * 9})
    with pytest.raises(UnreadableSourceError, match=message):
        read_picture(tmp_path / "site", name, Limits(picture_size=20))


def test_lab_has_the_picture_of_its_home_page_and_its_logo(tmp_path):
    home = """
        sections:
          - block: slider
            content:
              slides:
                - title: Maps
                  background:
                    image:
                      filename: lake.jpg
    """
    files = {
        "content/_index.md": f"---\n{dedent(home)}---\n",
        "content/authors/ann/_index.md": "---\ntitle: Ann Lee\n---\n",
        "content/authors/bo/_index.md": "---\ntitle: Bo Wu\n---\n",
        "assets/media/lake.jpg": "",
        "assets/media/logo.png": "",
    }
    result = read(site(tmp_path, files))

    assert (result.hero, result.logo, result.photo) == ("assets/media/lake.jpg", "assets/media/logo.png", "")


def test_lab_website_template_names_its_wide_picture_in_the_configuration(tmp_path):
    files = {
        "_config.yaml": "title: Lake Lab\nheader: images/lake.jpg\n",
        "_data/types.yaml": "pi:\n  description: PI\n",
        "_data/citations.yaml": "",
        "index.md": "---\n---\nWe draw maps.",
        "images/lake.jpg": "",
    }

    assert read(site(tmp_path, files)).hero == "images/lake.jpg"


def test_pages_of_jekyll_stood_where_its_configuration_says(tmp_path):
    about = """\
        ---
        permalink: /
        redirect_from:
          - /about/
          - /about.html
        ---
        # News
        {% for one in site.posts %}{% endfor %}
        {% for one in site.talks %}{% endfor %}
    """
    config = """
        title: Ann Lee
        permalink: /blog/:year/:title/
        collections:
          talks:
            permalink: /:collection/:path/
    """
    files = {
        "_config.yml": dedent(config),
        "_pages/about.md": dedent(about),
        "_posts/2024-02-01-new-map.md": "---\ntitle: New map\n---\nSee it.",
        "_talks/2023-maps.md": "---\ntitle: Maps\ndate: 2023-05-01\n---\n",
    }
    result = read(site(tmp_path, files))

    assert result.old_urls == ["/about/", "/about.html"]
    assert result.news[0].old_urls == ["/blog/2024/new-map/"]
    assert result.talks[0].old_urls == ["/talks/2023-maps/"]
