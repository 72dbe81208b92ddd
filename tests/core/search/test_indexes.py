"""The trigram index: searches use it, every write updates it, and it survives migrations."""

from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from core.caching import prepared
from core.search.fields import SearchTextField
from core.search.indexes import (
    INSTALLERS,
    drop_search_indexes,
    install_search_index,
    install_search_indexes,
)
from core.search.lookups import Word
from core.search.query import matching
from core.search.reindexing import reindex
from tests.core.search.books import (
    Book,
    Review,
    app,
    assert_uses_index,
    drop_index,
    install_all,
    postgresql_only,
    sqlite_only,
    titles,
)


@pytest.mark.parametrize("word", ["decoding", "深度学", "ml"])
def test_search_uses_the_index(books, word):
    books.create(title="Decoding 深度学习 with ML")
    assert_uses_index(books.filter(search_text__has=word))
    assert books.filter(search_text__has=word).count() == 1


def test_lookup_needs_no_extra_query(books, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(books.filter(matching("flash decoding")))


def test_every_kind_of_write_updates_the_index(books):
    books.bulk_create([Book(title="Flash"), Book(title="Slow"), Book(title="Gone")])
    books.filter(title="Gone").delete()
    flash, slow = books.all()
    flash.title = "Quick"
    flash.save()
    slow.search_text = " tardy\n"
    assert books.bulk_update([slow], ["search_text"]) == 1
    assert books.filter(pk=slow.pk).update(blurb="same text") == 1

    titles_by_word = {
        word: titles(books.filter(search_text__has=word))
        for word in ("flash", "quick", "slow", "tardy", "gone")
    }
    assert titles_by_word == {"flash": [], "quick": ["Quick"], "slow": [], "tardy": ["Slow"], "gone": []}


def test_created_rows_get_their_own_primary_keys(books):
    pks = [books.create(title=f"Book {number}").pk for number in range(5)]
    assert pks == list(books.values_list("pk", flat=True))


def test_rollback_reverts_the_index(books):
    with transaction.atomic():
        books.create(title="Undone")
        transaction.set_rollback(True)
    assert not books.filter(search_text__has="undone").exists()
    assert books.filter(search_text__has="undo").count() == 0


def test_installing_an_existing_index_only_reads(books, django_assert_num_queries):
    with django_assert_num_queries(1) as queries:
        install_search_index(Book, "default")
    assert queries[0]["sql"].startswith("SELECT")


def test_installing_indexes_existing_rows(books):
    drop_index()
    books.create(title="Written without an index")
    install_search_indexes(app, using="default")
    assert_uses_index(books.filter(search_text__has="written"))
    assert titles(books.filter(search_text__has="written")) == ["Written without an index"]


def test_model_without_table_or_search_field_gets_no_index(tables, db):
    class WithoutTable(models.Model):
        search_text = SearchTextField()

        class Meta:
            app_label = "search_test_without_table"

    for model in (WithoutTable, Review):
        install_search_index(model, "default")


def test_search_works_if_the_index_cannot_be_created(books, monkeypatch, caplog):
    drop_index()

    def fail(*args):
        raise DatabaseError("no such module: fts5")

    monkeypatch.setitem(INSTALLERS, connection.vendor, fail)
    install_search_indexes(app, using="default")
    books.create(title="Flash")
    assert "No search index for search_test.Book, search will be slower: no such module: fts5" in caplog.text
    assert books.filter(search_text__has="flash").exists()


@sqlite_only
def test_index_without_its_triggers_is_not_used(books):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER search_test_book_search_insert")
    books.create(title="Flash")
    assert books.filter(search_text__has="flash").exists()
    install_search_indexes(app, using="default")
    assert_uses_index(books.filter(search_text__has="flash"))
    assert books.filter(search_text__has="flash").exists()


def test_prepared_query_works_after_the_index_is_dropped(books):
    @prepared
    def with_word(*, word):
        return books.filter(search_text__has=word)

    books.create(title="Flash")
    assert titles(with_word(word=Word("flash"))) == ["Flash"]
    drop_index()
    books.create(title="Flash two")
    assert titles(with_word(word=Word("flash"))) == ["Flash", "Flash two"]
    install_search_indexes(app, using="default")
    books.create(title="Flash three")
    assert titles(with_word(word=Word("flash"))) == ["Flash", "Flash two", "Flash three"]


@sqlite_only
def test_index_in_another_form_is_replaced(books):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_test_book_search")
        cursor.execute("CREATE VIRTUAL TABLE search_test_book_search USING fts5(search_text)")
    install_search_indexes(app, using="default")
    books.create(title="Flash")
    assert books.filter(search_text__has="las").exists()


@sqlite_only
def test_index_is_kept_if_there_is_nothing_to_migrate(books):
    drop_search_indexes(using="default", plan=[])
    assert_uses_index(books.filter(search_text__has="flash"))


@pytest.mark.django_db(transaction=True)
def test_migration_can_rebuild_the_table_and_drop_the_column(tables):
    Book.objects.create(title="Flash")
    field, wider = Book._meta.get_field("title"), models.CharField(max_length=300)
    wider.set_attributes_from_name("title")
    wider.model = Book
    search_text = Book._meta.get_field("search_text")

    drop_search_indexes(using="default", plan=["a migration"])
    with connection.schema_editor() as editor:
        editor.alter_field(Book, field, wider)
        editor.remove_field(Book, search_text)
    install_search_indexes(app, using="default")  # after migrating backwards, the column is missing
    with connection.schema_editor() as editor:
        editor.add_field(Book, search_text)
        editor.alter_field(Book, wider, field)
    install_all()

    assert reindex(Book.objects.all()) == 1
    assert titles(Book.objects.filter(search_text__has="flash")) == ["Flash"]
    Book.objects.all().delete()


@sqlite_only
@pytest.mark.django_db(transaction=True)
def test_index_is_repaired_after_the_table_was_rebuilt(tables):
    Book.objects.create(title="Flash")
    with connection.schema_editor() as editor:
        editor._remake_table(Book)
    Book.objects.create(title="Flash two")
    assert Book.objects.filter(search_text__has="flash").count() == 2
    install_search_indexes(app, using="default")
    assert_uses_index(Book.objects.filter(search_text__has="flash"))
    assert Book.objects.filter(search_text__has="flash").count() == 2
    Book.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_flushing_the_table_empties_the_index(tables):
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
def test_index_agrees_with_the_table(books):
    books.bulk_create([Book(title="Flash", blurb="学习 " * number) for number in range(50)])
    books.filter(pk__lt=20).delete()
    for book in books.all():
        book.title = "Slow"
        book.save()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_test_book_search (search_test_book_search) VALUES ('integrity-check')"
        )


def test_inspectdb_works_with_indexes(books, capsys):
    call_command("inspectdb", "search_test_book")
    assert "class SearchTestBook(models.Model)" in capsys.readouterr().out


@postgresql_only
def test_texts_are_stored_uncompressed_including_existing_ones(books):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {Book._meta.db_table} RESET (toast_tuple_target)")
    books.create(title="Looms", blurb=" ".join(f"thread{number}" for number in range(400)))
    count_compressed = "SELECT count(pg_column_compression(search_text)) FROM " + Book._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(count_compressed)
        assert cursor.fetchone() == (1,)
        install_search_index(Book, "default")
        cursor.execute(count_compressed)
        assert cursor.fetchone() == (0,)
    assert titles(books.filter(search_text__has="thread399")) == ["Looms"]
