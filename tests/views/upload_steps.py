"""Uploading files."""

from pages.models import Menu, Upload
from tests import factories

URL = "/desk/files/"
MY_URL = "/me/files/"
SITE = "https://lab.example.org"


def upload(client, file, **fields):
    return client.post(URL, {"file": file, "alt": "An engine", **fields})


def upload_picture(client):
    assert upload(client, factories.picture()).status_code == 302
    return Upload.objects.get()


def fetched(client, url):
    response = client.get(url)
    response.getvalue()  # closes the file
    return response


def status(client, url):
    return fetched(client, url).status_code


def use(model, upload):
    """Create a public object of the model whose text shows the upload."""
    make = {
        "Page": lambda text: factories.page("User", text),
        "NewsItem": lambda text: factories.news_item(text),
        "Project": lambda text: factories.create(model, title="User", body=text),
        "Notice": lambda text: factories.notice("User", body=text),
        "Team": lambda text: factories.team("User", call=text),
        "Person": lambda text: factories.person("User", bio=text),
        "Lab": lambda text: factories.lab("User", about=text),
        "Publication": lambda text: factories.publication("User", abstract=text),
        "Talk": lambda text: factories.talk(factories.person(), "User", slides_url=f"{SITE}{upload.url}"),
        "MenuItem": lambda text: factories.create(
            model, menu=Menu.objects.get_or_create()[0], url=upload.url, label="User"
        ),
    }
    return make[model.__name__](f"Text\n\n{upload.markdown}")
