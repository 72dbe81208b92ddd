from types import SimpleNamespace

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter
from django.db.models import Case, Count, Exists, F, OuterRef, Q, When

from labsite.lib.search import (
    SearchTextField,
    drop_search_indexes,
    install_search_index,
    install_search_indexes,
    matching,
    reindex,
    searchable,
    title_first,
    words,
)


class Book(models.Model):
    title = models.CharField(max_length=200)
    blurb = models.TextField(default="")
    search_text = SearchTextField()

    class Meta:
        app_label = "search_test"
        ordering = ["pk"]

    def search_parts(self):
        return self.title, self.blurb


class Review(models.Model):
    book = models.ForeignKey(Book, models.CASCADE, null=True)
    stars = models.IntegerField()

    class Meta:
        app_label = "search_test"


app = SimpleNamespace(get_models=lambda: [Book, Review])
sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own")
postgresql_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own")


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker):
    """The tables of the models above, which belong to no app. SQLite makes no table in a transaction."""
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Book)
            editor.create_model(Review)
        install_search_indexes(app, using="default")
        yield
        drop_search_indexes(using="default", plan=["something"])
        with connection.schema_editor() as editor:
            editor.delete_model(Review)
            editor.delete_model(Book)


@pytest.fixture
def books(tables, db):
    return Book.objects


@pytest.fixture(params=["index", "no index"])
def books_either_way(request, books):
    """Once with the index and once without: the answers are the same."""
    if request.param == "no index":
        drop_index()
    return books


def drop_index():
    drop_search_indexes(using="default", plan=["something"])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX search_test_book_search_text_trgm")


def titles(rows):
    return [book.title for book in rows]


def assert_index_answers(rows):
    if connection.vendor == "sqlite":
        assert "search_test_book_search VIRTUAL TABLE INDEX 0:M" in rows.order_by().explain()
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # right for a handful of rows
        assert "Bitmap Index Scan on search_test_book_search_text_trgm" in rows.order_by().explain()


# ---- the column -----------------------------------------------------------------------------------


def test_saving_keeps_the_column_right(books):
    book = books.create(title="Flash Decoding")
    assert books.get().search_text == book.search_text == searchable("Flash Decoding", "")
    book.title = "Slow Decoding"
    book.save()
    assert books.get().search_text == searchable("Slow Decoding", "")


def test_creating_many_keeps_the_column_right(books):
    books.bulk_create([Book(title="Flash Decoding"), Book(title="学习")])
    assert books.filter(search_text__has="xuexi").get().title == "学习"


def test_update_or_create_keeps_the_column_right(books):
    books.create(title="Flash Decoding")
    books.update_or_create(title="Flash Decoding", defaults={"blurb": "Quick"})
    assert books.filter(search_text__has="quick").exists()


def test_reindexing_writes_the_rows_that_differ(books, django_assert_num_queries):
    books.bulk_create([Book(title="Old"), Book(title="Other")])
    books.filter(title="Old").update(title="New")
    assert reindex(books.all()) == 1
    assert titles(books.filter(search_text__has="new")) == ["New"]
    assert not books.filter(search_text__has="old").exists()
    assert reindex(books.all()) == 0


def test_only_a_model_with_a_search_field_can_be_reindexed(tables, db):
    with pytest.raises(TypeError, match="Review has no SearchTextField"):
        reindex(Review.objects.all())


def test_a_model_as_a_migration_sees_it_can_be_saved(books):
    state = ProjectState()
    state.add_model(ModelState.from_model(Book))
    OldBook = state.apps.get_model("search_test", "Book")
    OldBook.objects.create(title="From a migration", search_text=" migrated\n")
    assert titles(books.filter(search_text__has="migrated")) == ["From a migration"]


def test_a_migration_names_the_field_and_nothing_more():
    text, _ = MigrationWriter.serialize(SearchTextField())
    assert text == "labsite.lib.search.SearchTextField()"


def test_no_form_shows_the_column_and_validation_does_not_ask_for_it(books):
    assert not Book._meta.get_field("search_text").editable
    Book(title="Flash", blurb="Quick").full_clean()


def test_a_model_without_search_parts_is_reported():
    class Silent(models.Model):
        search_text = SearchTextField()

        class Meta:
            app_label = "search_test_silent"

    assert [problem.id for problem in Silent.check() if problem.level == checks.ERROR] == ["search.E001"]


def test_a_fixture_is_stored_as_it_is(books):
    Book(title="Flash", search_text=" from the file\n").save_base(raw=True)
    assert titles(books.filter(search_text__has="file")) == ["Flash"]


# ---- finding --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "decoding",
        "DECODING",
        "cod",
        "flash decoding",
        "学",
        "深度",
        "深度学",
        "shendu",
        "ml",
        "a",
        "für",
        "3",
        "3.5",
        "++ c++",
    ],
)
def test_a_row_is_found_by_any_part_of_a_word(books_either_way, query):
    books_either_way.create(title="FlashDecoding++ für 深度学习 in AutoML 3.5 C++")
    books_either_way.create(title="Hybrid")
    assert len(books_either_way.filter(matching(query))) == 1


@pytest.mark.parametrize(
    "query", ["decodings", "di", "100%", "a_b", '"x" OR "bandit"', "深习", "-bandit decoding"]
)
def test_nothing_else_is_found(books_either_way, query):
    books_either_way.create(title="FlashDecoding++ 深度学习 axb")
    books_either_way.create(title="Bandit")
    assert not books_either_way.filter(matching(query)).exists()


def test_a_word_of_any_length_can_be_looked_for(books_either_way):
    books_either_way.create(title="long", blurb="x" * 50_000)
    assert books_either_way.filter(search_text__has="x" * 5_000).exists()
    assert not books_either_way.filter(search_text__has="x" * 4_000 + "y").exists()


def test_a_query_without_words_restricts_nothing(books):
    books.create(title="Flash")
    assert titles(books.filter(matching(" \0…"))) == ["Flash"]


def test_a_lookup_works_in_every_place_of_a_query(books_either_way):
    books, has_flash = books_either_way, Q(search_text__has="flash")
    books.bulk_create([Book(title="Flash"), Book(title="Slow")])

    assert titles(books.exclude(has_flash)) == ["Slow"]
    assert titles(books.filter(has_flash | Q(title="Slow"))) == ["Flash", "Slow"]
    assert titles(books.filter(pk__in=books.filter(has_flash).values("pk"))) == ["Flash"]
    either = books.filter(has_flash).order_by().union(books.exclude(has_flash).order_by())
    assert titles(either.order_by("title")) == ["Flash", "Slow"]
    assert titles(books.annotate(hit=Case(When(has_flash, then=1), default=0)).order_by("hit")) == [
        "Slow",
        "Flash",
    ]
    assert titles(books.annotate(name=F("search_text")).filter(name__has="flash")) == ["Flash"]
    assert books.aggregate(n=Count("pk", filter=has_flash)) == {"n": 1}
    assert books.filter(has_flash).update(blurb="Quick") == 1
    assert books.filter(has_flash).delete()[0] == 1


def test_a_lookup_works_across_relations(books_either_way):
    flash, slow = books_either_way.create(title="Flash"), books_either_way.create(title="Slow")
    Review.objects.bulk_create([Review(book=flash, stars=5), Review(book=slow, stars=1), Review(stars=3)])
    reviews, has_flash = Review.objects.order_by("stars"), matching("flash", "book__search_text")

    assert [review.stars for review in reviews.filter(has_flash)] == [5]
    assert [review.stars for review in reviews.exclude(has_flash)] == [1, 3]
    assert [review.stars for review in reviews.filter(has_flash | Q(book=None))] == [3, 5]
    its_book = books_either_way.filter(pk=OuterRef("book"), search_text__has="flash")
    assert [review.stars for review in reviews.filter(Exists(its_book))] == [5]
    assert titles(books_either_way.filter(pk__in=reviews.filter(has_flash).values("book"))) == ["Flash"]
    assert titles(
        books_either_way.filter(
            matching("slow"), pk__in=reviews.filter(matching("slow", "book__search_text")).values("book")
        )
    ) == ["Slow"]


def test_a_title_with_all_words_comes_first(books):
    for title, blurb in [
        ("A", "flash decoding"),
        ("B flash", "decoding"),
        ("C FlashDecoding", ""),
        ("D flash-decoding", ""),
    ]:
        books.create(title=title, blurb=blurb)
    found = books.filter(matching("flash decoding"))
    assert titles(title_first(found, words("flash decoding"), "-title")) == [
        "D flash-decoding",
        "C FlashDecoding",
        "B flash",
        "A",
    ]
    assert titles(title_first(found, [], "title"))[0] == "A"


@pytest.mark.parametrize("value", [None, 3, F("title")])
def test_only_a_text_can_be_looked_for(value):
    with pytest.raises(ValueError, match="has takes one word"):
        Book.objects.filter(search_text__has=value)


# ---- the index ------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["decoding", "深度学", "ml"])
def test_the_index_answers(books, word):
    books.create(title="Decoding 深度学习 with ML")
    assert_index_answers(books.filter(search_text__has=word))
    assert books.filter(search_text__has=word).count() == 1


def test_a_lookup_costs_no_query_of_its_own(books, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(books.filter(matching("flash decoding")))


def test_the_index_follows_every_kind_of_write(books):
    books.bulk_create([Book(title="Flash"), Book(title="Slow"), Book(title="Gone")])
    books.filter(title="Gone").delete()
    flash, slow = books.all()
    flash.title = "Quick"
    flash.save()
    slow.search_text = " tardy\n"
    assert books.bulk_update([slow], ["search_text"]) == 1
    assert books.filter(pk=slow.pk).update(blurb="same text") == 1

    found = {
        word: titles(books.filter(search_text__has=word))
        for word in ("flash", "quick", "slow", "tardy", "gone")
    }
    assert found == {"flash": [], "quick": ["Quick"], "slow": [], "tardy": ["Slow"], "gone": []}


def test_a_new_row_gets_its_own_key(books):
    made = [books.create(title=f"Book {number}").pk for number in range(5)]
    assert made == list(books.values_list("pk", flat=True))


def test_the_index_follows_a_rollback(books):
    with transaction.atomic():
        books.create(title="Undone")
        transaction.set_rollback(True)
    assert not books.filter(search_text__has="undone").exists()
    assert books.filter(search_text__has="undo").count() == 0


def test_installing_again_only_looks(books, django_assert_num_queries):
    with django_assert_num_queries(1) as queries:
        install_search_index(Book, "default")
    assert queries[0]["sql"].startswith("SELECT")


def test_installing_takes_up_what_is_in_the_table(books):
    drop_index()
    books.create(title="Written without an index")
    install_search_indexes(app, using="default")
    assert_index_answers(books.filter(search_text__has="written"))
    assert titles(books.filter(search_text__has="written")) == ["Written without an index"]


def test_a_model_without_a_table_or_a_field_is_left_alone(tables, db):
    class Unmade(models.Model):
        search_text = SearchTextField()

        class Meta:
            app_label = "search_test_unmade"

    for model in (Unmade, Review):
        install_search_index(model, "default")


def test_without_the_right_or_the_module_search_goes_on(books, monkeypatch, caplog):
    drop_index()

    def refuse(*args):
        raise DatabaseError("no such module: fts5")

    monkeypatch.setattr(f"labsite.lib.search._install_{connection.vendor}", refuse)
    install_search_indexes(app, using="default")
    books.create(title="Flash")
    assert "No search index for search_test.Book, search will be slower: no such module: fts5" in caplog.text
    assert books.filter(search_text__has="flash").exists()


@sqlite_only
def test_an_index_that_is_not_kept_is_not_asked(books):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER search_test_book_search_insert")
    books.create(title="Flash")
    assert books.filter(search_text__has="flash").exists()
    install_search_indexes(app, using="default")
    assert_index_answers(books.filter(search_text__has="flash"))
    assert books.filter(search_text__has="flash").exists()


@sqlite_only
def test_an_index_of_another_version_is_replaced(books):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_test_book_search")
        cursor.execute("CREATE VIRTUAL TABLE search_test_book_search USING fts5(search_text)")
    install_search_indexes(app, using="default")
    books.create(title="Flash")
    assert books.filter(search_text__has="las").exists()


@sqlite_only
def test_nothing_is_dropped_where_there_is_nothing_to_migrate(books):
    drop_search_indexes(using="default", plan=[])
    assert_index_answers(books.filter(search_text__has="flash"))


@pytest.mark.django_db(transaction=True)
def test_a_migration_can_remake_the_table_and_drop_the_column(tables):
    Book.objects.create(title="Flash")
    field, wider = Book._meta.get_field("title"), models.CharField(max_length=300)
    wider.set_attributes_from_name("title")
    wider.model = Book
    search_text = Book._meta.get_field("search_text")

    drop_search_indexes(using="default", plan=["something"])
    with connection.schema_editor() as editor:
        editor.alter_field(Book, field, wider)
        editor.remove_field(Book, search_text)
    install_search_indexes(app, using="default")  # backwards: the code knows more than the database
    with connection.schema_editor() as editor:
        editor.add_field(Book, search_text)
        editor.alter_field(Book, wider, field)
    install_search_indexes(app, using="default")

    assert reindex(Book.objects.all()) == 1
    assert titles(Book.objects.filter(search_text__has="flash")) == ["Flash"]
    Book.objects.all().delete()


@sqlite_only
@pytest.mark.django_db(transaction=True)
def test_remaking_the_table_under_the_index_is_repaired(tables):
    Book.objects.create(title="Flash")
    with connection.schema_editor() as editor:
        editor._remake_table(Book)
    Book.objects.create(title="Flash two")
    assert Book.objects.filter(search_text__has="flash").count() == 2
    install_search_indexes(app, using="default")
    assert_index_answers(Book.objects.filter(search_text__has="flash"))
    assert Book.objects.filter(search_text__has="flash").count() == 2
    Book.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_the_index_is_empty_when_the_table_is_flushed(tables):
    Book.objects.create(title="Flash")
    for sql in connection.ops.sql_flush(
        SimpleNamespace(SQL_KEYWORD=str, SQL_FIELD=str, SQL_TABLE=str),
        ["search_test_book"],
        reset_sequences=True,
        allow_cascade=True,
    ):
        with connection.cursor() as cursor:
            cursor.execute(sql)
    Book.objects.create(title="Slow")
    assert not Book.objects.filter(search_text__has="flash").exists()
    assert titles(Book.objects.filter(search_text__has="slow")) == ["Slow"]
    Book.objects.all().delete()


@sqlite_only
def test_the_index_agrees_with_the_table(books):
    books.bulk_create([Book(title="Flash", blurb="学习 " * number) for number in range(50)])
    books.filter(pk__lt=20).delete()
    for book in books.all():
        book.title = "Slow"
        book.save()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_test_book_search (search_test_book_search) VALUES ('integrity-check')"
        )


def test_a_database_with_indexes_can_be_inspected(books, capsys):
    call_command("inspectdb", "search_test_book")
    assert "class SearchTestBook(models.Model)" in capsys.readouterr().out
