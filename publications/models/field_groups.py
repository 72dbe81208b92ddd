"""Groups of fields that are compared, copied or replaced together."""

DATE = ("year", "month", "day")
#: Where in its venue a publication is found.
PLACE = ("volume", "number", "pages", "article_number", "publisher")
#: The fields that a published version replaces in its preprint.
APPEARANCE = ("kind", "venue", *DATE, "is_in_press", *PLACE)
