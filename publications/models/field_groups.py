"""Groups of fields that are compared, copied or replaced together."""

DATE = ("year", "month", "day")
#: The place of a publication in its venue.
PLACE = ("volume", "number", "pages", "article_number", "publisher")
#: The fields that a published version replaces in its preprint.
APPEARANCE = ("kind", "venue", *DATE, "is_in_press", *PLACE)
