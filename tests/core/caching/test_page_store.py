"""The store of finished pages: what is kept, and what is dropped."""

from core.caching.page_store import PageStore, StoredPage


def stored(store, *names):
    return [name for name in names if store.get("1", name)]


def test_large_page_does_not_drive_out_the_others():
    store = PageStore(max_bytes=10_000)
    store.get("1", "any")
    store.add("1", "small", StoredPage({}, b"x" * 1000))
    store.add("1", "large", StoredPage({}, b"x" * 6000))
    assert stored(store, "small", "large") == ["small"]


def test_least_recently_used_pages_are_dropped_first():
    store = PageStore(max_bytes=10_000)
    store.get("1", "any")
    for name in ("first", "second", "third"):
        store.add("1", name, StoredPage({}, b"x" * 1500))
    store.get("1", "first")
    store.add("1", "fourth", StoredPage({}, b"x" * 1))
    assert stored(store, "first", "second", "third", "fourth") == ["first", "third", "fourth"]
