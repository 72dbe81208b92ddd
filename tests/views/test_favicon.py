"""/favicon.ico, for feed readers, bookmarks and browsers that do not read the link to the icon."""

import io

from PIL import Image


def test_favicon_is_served_at_the_root_in_three_sizes(visitor):
    response = visitor.get("/favicon.ico")
    assert response.status_code == 200 and response.headers["Content-Type"] == "image/x-icon"
    icon = Image.open(io.BytesIO(response.getvalue()))
    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
