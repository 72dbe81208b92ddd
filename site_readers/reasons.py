"""Why a text about the person is in no item: it belongs in the biography or the links of the profile."""

#: Such as the first paragraphs of a homepage.
NO_HEADING = "No heading above says what this is."
ABOUT = "About the person: belongs in the biography."
INTERESTS = "Research interests: belong in the profile."
OWN_LINKS = "Contact and links: belong in the profile."
