"""Pictures on models, in forms and on pages."""

from io import BytesIO
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from core.images import fields


class Exhibit(models.Model):
    title = models.CharField(max_length=20, primary_key=True)
    picture = fields.PictureField(upload_to="exhibits", blank=True)

    class Meta:
        app_label = "exhibition"
        managed = False


class ExhibitForm(forms.ModelForm):
    class Meta:
        model = Exhibit
        fields = ["picture"]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def table(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE exhibition_exhibit (title varchar(20) PRIMARY KEY, picture varchar(99))")


def photo(width=500, height=600, colour="teal", name="me.jpg"):
    target = BytesIO()
    Image.new("RGB", (width, height), colour).save(target, "JPEG")
    return SimpleUploadedFile(name, target.getvalue())


def stored(**options):
    """Store a picture and return its name."""
    return fields.store(fields.prepare(photo(**options)), "exhibits")


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file())


# ---- storage ----------------------------------------------------------------------------------


def test_name_contains_the_size_and_variants_are_in_a_folder_next_to_it(media):
    name = stored(width=500, height=600)
    assert name.startswith("exhibits/") and name.endswith("-500x600.webp")
    folder = name.removesuffix(".webp")
    assert files(media) == sorted([name, *(f"{folder}/{width}.webp" for width in (96, 192, 384))])


def test_same_picture_has_the_same_name_and_is_not_written_again(monkeypatch):
    name = stored()
    monkeypatch.setattr(default_storage, "save", lambda *args, **options: pytest.fail("was written again"))
    assert stored(name="another.png") == name


def test_different_pictures_have_different_names():
    assert stored(colour="teal") != stored(colour="brown")


def test_incomplete_file_is_written_again(media):
    name = stored()
    complete = (media / name).read_bytes()
    (media / name).write_bytes(complete[:100])
    assert stored() == name
    assert (media / name).read_bytes() == complete


def test_concurrent_requests_store_the_same_picture_once(media, monkeypatch):
    save = default_storage.save

    def save_twice(name, content):
        save(name, ContentFile(content.read()))
        return save(name, content)

    monkeypatch.setattr(default_storage, "save", save_twice)
    name = stored()
    assert name in files(media) and len(files(media)) == 4


def test_pictures_can_be_kept_in_any_storage():
    storage = InMemoryStorage(base_url="https://files.example.org/")
    name = fields.store(fields.prepare(photo()), "exhibits", storage)
    assert storage.exists(name) and storage.exists(name.replace(".webp", "/192.webp"))


# ---- what pages use ---------------------------------------------------------------------------


def test_displaying_a_picture_opens_no_file(monkeypatch):
    picture = Exhibit(picture=stored()).picture
    for method in ("open", "exists", "size", "path"):
        monkeypatch.setattr(default_storage, method, lambda *args: pytest.fail("storage was accessed"))
    base = f"/media/{picture.name}".removesuffix(".webp")
    assert (picture.width, picture.height) == (500, 600)
    assert picture.aspect == pytest.approx(5 / 6)
    assert picture.url == f"{base}.webp"
    assert picture.srcset == (
        f"{base}/96.webp 96w, {base}/192.webp 192w, {base}/384.webp 384w, {base}.webp 500w"
    )


def test_url_for_a_width_is_the_smallest_file_that_is_wide_enough():
    picture = Exhibit(picture=stored(width=500)).picture
    base = picture.url.removesuffix(".webp")
    assert picture.url_for(50) == f"{base}/96.webp"
    assert picture.url_for(192) == f"{base}/192.webp"
    assert picture.url_for(193) == f"{base}/384.webp"
    assert picture.url_for(385) == picture.url_for(4000) == picture.url


def test_empty_field_has_no_url_and_no_size():
    for name in ("", None):
        picture = Exhibit(picture=name).picture
        assert not picture
        assert (picture.url, picture.url_for(192), picture.srcset) == ("", "", "")
        assert (picture.width, picture.height, picture.aspect) == (0, 0, 1.0)


@pytest.mark.parametrize("name", ["old/photo.jpg", "x-0x0.webp", "../../a.webp", "a-1x2.webp", "图 1.png"])
def test_name_in_another_format_has_a_url_but_no_size(name):
    picture = Exhibit(picture=name).picture
    assert picture.url == picture.url_for(192) != ""
    assert (picture.width, picture.height, picture.aspect, picture.srcset) == (0, 0, 1.0, "")


def test_missing_file_raises_no_error(media, table):
    exhibit = Exhibit.objects.create(title="a", picture=stored())
    (media / exhibit.picture.name).unlink()
    exhibit.refresh_from_db()
    exhibit.full_clean()
    exhibit.save()
    assert exhibit.picture.width == 500 and exhibit.picture.url and exhibit.picture.srcset
    assert ExhibitForm(instance=exhibit).as_p()


# ---- saving -----------------------------------------------------------------------------------


def test_saving_a_row_encodes_its_new_file(media, table):
    exhibit = Exhibit.objects.create(title="a", picture=photo(name="x" * 300))
    assert exhibit.picture.name == stored()
    assert Exhibit.objects.get().picture == exhibit.picture.name
    with exhibit.picture.open() as file:
        assert Image.open(file).format == "WEBP"


def test_saving_many_rows_encodes_their_new_files(table):
    Exhibit.objects.bulk_create([Exhibit(title=c, picture=photo(colour=c)) for c in ("red", "tan")])
    assert [exhibit.picture.width for exhibit in Exhibit.objects.all()] == [500, 500]


def test_file_without_a_name_is_stored(table):
    exhibit = Exhibit.objects.create(title="a", picture=ContentFile(photo().read()))
    assert exhibit.picture.name == stored()


def test_save_method_of_the_field_file_works(table):
    exhibit = Exhibit(title="a")
    exhibit.picture.save("whatever.jpg", photo())
    assert Exhibit.objects.get().picture == stored()


def test_saving_again_does_not_encode_again(table, monkeypatch):
    exhibit = Exhibit.objects.create(title="a", picture=photo())
    monkeypatch.setattr(fields, "prepare", lambda file: pytest.fail("was encoded again"))
    exhibit.save()
    Exhibit.objects.get().save()


def test_saving_a_file_that_is_not_a_picture_raises_an_error(table):
    with pytest.raises(ValidationError):
        Exhibit.objects.create(title="a", picture=ContentFile(b"<svg/>", name="a.svg"))


def test_files_of_earlier_versions_are_kept(media, table):
    exhibit = Exhibit.objects.create(title="a", picture=photo())
    before = files(media)
    exhibit.picture = photo(colour="brown")
    exhibit.save()
    exhibit.picture.delete()
    exhibit.delete()
    assert set(before) < set(files(media))


def test_deleting_the_picture_clears_the_field(table):
    exhibit = Exhibit.objects.create(title="a", picture=photo())
    exhibit.picture.delete()
    assert Exhibit.objects.get().picture == "" and exhibit.picture.url == ""


# ---- forms ------------------------------------------------------------------------------------


def form(upload, **data):
    return ExhibitForm(data, {"picture": upload}, instance=Exhibit(title="a"))


def test_form_stores_the_checked_picture(table):
    bound_form = form(photo(name="me.exe"))
    assert bound_form.is_valid(), bound_form.errors
    assert bound_form.save().picture.name == stored()
    assert Exhibit.objects.get().picture == stored()


def test_form_decodes_the_upload_once(table, monkeypatch):
    loads = []
    monkeypatch.setattr(JpegImageFile, "load_end", lambda image: loads.append(image))
    form(photo()).save()
    assert len(loads) == 1


def test_form_reports_a_truncated_photo_at_its_field():
    upload = SimpleUploadedFile("me.jpg", photo().read()[:-200], content_type="image/jpeg")
    message = "This picture is damaged or incomplete. Please upload it again."
    assert form(upload).errors == {"picture": [message]}


def test_form_reports_an_empty_file():
    assert "empty" in str(form(SimpleUploadedFile("me.jpg", b"")).errors["picture"])


def test_form_keeps_or_clears_the_picture(table):
    exhibit = Exhibit.objects.create(title="a", picture=photo())
    ExhibitForm({}, {}, instance=exhibit).save()
    assert Exhibit.objects.get().picture == stored()
    ExhibitForm({"picture-clear": "on"}, {}, instance=exhibit).save()
    assert Exhibit.objects.get().picture == ""


def test_file_name_of_the_upload_may_be_long():
    assert form(photo(name="长" * 250 + ".jpg")).is_valid()


def test_file_input_accepts_the_formats_that_are_read():
    accept = "image/jpeg,image/png,image/webp,image/gif,image/avif,image/heic,image/heif"
    assert f'accept="{accept}"' in str(ExhibitForm()["picture"])


def test_full_clean_reports_the_error_at_the_field():
    with pytest.raises(ValidationError) as caught:
        Exhibit(title="a", picture=ContentFile(b"%PDF-1.7", name="a.jpg")).full_clean(validate_unique=False)
    assert list(caught.value.message_dict) == ["picture"]


# ---- migrations and system checks -------------------------------------------------------------


@pytest.mark.parametrize("options", [{}, {"max_length": 100}, {"blank": True, "verbose_name": "photo"}])
def test_migration_rebuilds_the_same_field(options):
    _, path, args, kwargs = fields.PictureField(upload_to="people", **options).deconstruct()
    assert path == "core.images.fields.PictureField"
    rebuilt = fields.PictureField(*args, **kwargs)
    assert (rebuilt.upload_to, rebuilt.max_length) == ("people", options.get("max_length", 200))
    assert rebuilt.deconstruct()[1:] == (path, args, kwargs)


def test_too_short_column_fails_the_system_check():
    def ids(**options):
        field = fields.PictureField(upload_to="people", **options)
        field.set_attributes_from_name("picture")
        field.model = Exhibit
        return [message.id for message in field.check()]

    assert ids(max_length=40) == ["images.E001"]
    assert ids() == []
    assert len(fields.store(fields.prepare(photo(1600, 1600)), "people")) < 60
