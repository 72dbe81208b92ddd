"""What a browser loads for the first view of the home page."""

import pytest

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("full_lab")]

PICTURES = {"image", "other"}  # "other" is the favicon
BLOCKING = """() => performance.getEntriesByType("resource")
    .filter((entry) => entry.renderBlockingStatus === "blocking").map((entry) => entry.name)"""


@pytest.mark.parametrize("path", ["/", "/zh-hans/"])
def test_home_page_is_small_and_rendering_waits_only_for_two_style_sheets(browse, path):
    window, responses = browse(fresh=True), []
    window.page.on("response", lambda response: responses.append(response))
    page = window.visit(path)
    page.wait_for_load_state("networkidle")
    assert [response.url for response in responses if response.status != 200] == []
    loaded = [response.request for response in responses if response.request.resource_type not in PICTURES]
    assert {request.resource_type for request in loaded} == {"document", "stylesheet", "script"}
    # Uncompressed here; the production server compresses responses.
    sizes = [request.sizes() for request in loaded]
    assert sum(size["responseHeadersSize"] + size["responseBodySize"] for size in sizes) <= 150_000
    base, accent = page.evaluate(BLOCKING)
    assert base.endswith("/labsite.css")
    assert "/accent-" in accent
