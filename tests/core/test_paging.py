"""What the pages of a list have in common."""

import pytest

from core.caching import Observer
from core.paging import once_per_list


@pytest.mark.parametrize(
    ("address", "is_same_list"),
    [
        ("/news/?page=2", True),
        ("/news/?previous=3", True),
        ("/news/?kind=award", False),
        ("/news/2024/", False),
        ("/zh-hans/news/", False),
    ],
)
def test_published_list_computes_once_what_its_pages_share(rf, address, is_same_list):
    observer, computed = Observer(), []
    for request in (rf.get("/news/"), rf.get(address)):
        request.share = observer.share
        once_per_list(request, "counts", lambda: computed.append(1))
    assert len(computed) == (1 if is_same_list else 2)


def test_live_site_computes_it_for_each_page(rf):
    computed = []
    for _number in range(2):
        once_per_list(rf.get("/news/"), "counts", lambda: computed.append(1))
    assert len(computed) == 2
