"""The search column and its lookups."""

import pytest
from django.core import checks
from django.db import models
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter
from django.db.models import Case, Count, Exists, F, OuterRef, Q, When

from core.search.fields import SearchTextField
from core.search.normalization import searchable, words
from core.search.query import matching, title_first
from core.search.reindexing import reindex
from tests.core.search.books import Book, Review, titles

# ---- the column -----------------------------------------------------------------------------------


def test_saving_updates_the_column(books):
    book = books.create(title="Flash Decoding")
    assert books.get().search_text == book.search_text == searchable("Flash Decoding", "")
    book.title = "Slow Decoding"
    book.save()
    assert books.get().search_text == searchable("Slow Decoding", "")


def test_bulk_create_fills_the_column(books):
    books.bulk_create([Book(title="Flash Decoding"), Book(title="学习")])
    assert books.filter(search_text__has="xuexi").get().title == "学习"


def test_update_or_create_updates_the_column(books):
    books.create(title="Flash Decoding")
    books.update_or_create(title="Flash Decoding", defaults={"blurb": "Quick"})
    assert books.filter(search_text__has="quick").exists()


def test_reindexing_writes_only_rows_that_differ(books, django_assert_num_queries):
    books.bulk_create([Book(title="Old"), Book(title="Other")])
    books.filter(title="Old").update(title="New")
    assert reindex(books.all()) == 1
    assert titles(books.filter(search_text__has="new")) == ["New"]
    assert not books.filter(search_text__has="old").exists()
    assert reindex(books.all()) == 0


def test_model_without_search_field_cannot_be_reindexed(tables, db):
    with pytest.raises(TypeError, match="Review has no SearchTextField"):
        reindex(Review.objects.all())


def test_historical_model_of_a_migration_can_be_saved(books):
    state = ProjectState()
    state.add_model(ModelState.from_model(Book))
    HistoricalBook = state.apps.get_model("search_test", "Book")
    HistoricalBook.objects.create(title="From a migration", search_text=" migrated\n")
    assert titles(books.filter(search_text__has="migrated")) == ["From a migration"]


def test_migration_writes_the_field_without_arguments():
    text, _ = MigrationWriter.serialize(SearchTextField())
    assert text == "core.search.fields.SearchTextField()"


def test_column_is_neither_editable_nor_required(books):
    assert not Book._meta.get_field("search_text").editable
    Book(title="Flash", blurb="Quick").full_clean()


def test_model_without_search_parts_fails_the_system_check():
    class Unsearchable(models.Model):
        search_text = SearchTextField()

        class Meta:
            app_label = "search_test_without_parts"

    assert [problem.id for problem in Unsearchable.check() if problem.level == checks.ERROR] == [
        "search.E001"
    ]


def test_loaddata_stores_the_text_of_the_fixture(books):
    Book(title="Flash", search_text=" from the file\n").save_base(raw=True)
    assert titles(books.filter(search_text__has="file")) == ["Flash"]


# ---- lookups --------------------------------------------------------------------------------------


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
def test_row_is_found_by_any_part_of_a_word(books_either_way, query):
    books_either_way.create(title="FlashDecoding++ für 深度学习 in AutoML 3.5 C++")
    books_either_way.create(title="Hybrid")
    assert len(books_either_way.filter(matching(query))) == 1


@pytest.mark.parametrize(
    "query", ["decodings", "di", "100%", "a_b", '"x" OR "bandit"', "深习", "-bandit decoding"]
)
def test_other_words_find_nothing(books_either_way, query):
    books_either_way.create(title="FlashDecoding++ 深度学习 axb")
    books_either_way.create(title="Bandit")
    assert not books_either_way.filter(matching(query)).exists()


def test_words_can_be_thousands_of_characters_long(books_either_way):
    books_either_way.create(title="long", blurb="x" * 10_000)
    assert books_either_way.filter(search_text__has="x" * 5_000).exists()
    assert not books_either_way.filter(search_text__has="x" * 4_000 + "y").exists()


def test_query_without_words_matches_all_rows(books):
    books.create(title="Flash")
    assert titles(books.filter(matching(" \0…"))) == ["Flash"]


def test_lookup_works_in_every_part_of_a_queryset(books_either_way):
    books, has_flash = books_either_way, Q(search_text__has="flash")
    books.bulk_create([Book(title="Flash"), Book(title="Slow")])

    assert titles(books.exclude(has_flash)) == ["Slow"]
    assert titles(books.filter(has_flash | Q(title="Slow")).order_by("title")) == ["Flash", "Slow"]
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


def test_lookup_works_across_relations(books_either_way):
    flash, slow = books_either_way.create(title="Flash"), books_either_way.create(title="Slow")
    Review.objects.bulk_create([Review(book=flash, stars=5), Review(book=slow, stars=1), Review(stars=3)])
    reviews, has_flash = Review.objects.order_by("stars"), matching("flash", "book__search_text")

    assert [review.stars for review in reviews.filter(has_flash)] == [5]
    assert [review.stars for review in reviews.exclude(has_flash)] == [1, 3]
    assert [review.stars for review in reviews.filter(has_flash | Q(book=None))] == [3, 5]
    matching_book = books_either_way.filter(pk=OuterRef("book"), search_text__has="flash")
    assert [review.stars for review in reviews.filter(Exists(matching_book))] == [5]
    assert titles(books_either_way.filter(pk__in=reviews.filter(has_flash).values("book"))) == ["Flash"]
    assert titles(
        books_either_way.filter(
            matching("slow"), pk__in=reviews.filter(matching("slow", "book__search_text")).values("book")
        )
    ) == ["Slow"]


def test_titles_with_all_words_come_first(books):
    for title, blurb in [
        ("A", "flash decoding"),
        ("B flash", "decoding"),
        ("C FlashDecoding", ""),
        ("D flash-decoding", ""),
    ]:
        books.create(title=title, blurb=blurb)
    matches = books.filter(matching("flash decoding"))
    assert titles(title_first(matches, words("flash decoding"), "-title")) == [
        "D flash-decoding",
        "C FlashDecoding",
        "B flash",
        "A",
    ]
    assert titles(title_first(matches, [], "title"))[0] == "A"


@pytest.mark.parametrize("value", [None, 3, F("title")])
def test_lookup_refuses_values_other_than_text(value):
    with pytest.raises(ValueError, match="has takes one word"):
        Book.objects.filter(search_text__has=value)
