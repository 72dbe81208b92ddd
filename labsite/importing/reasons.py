"""Why a text about the person is in no item: it belongs into the biography or the links of the profile."""

#: Such as the first paragraphs of a homepage.
NO_HEADING = "No heading above says what this is."
ABOUT = "About the person: belongs into the biography."
INTERESTS = "Research interests: belong into the profile."
OWN_LINKS = "Contact and links: belong into the profile."
