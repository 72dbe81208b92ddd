"""Texts in both languages, from the data files of another Labsite to the fields of a form."""

#: The texts without which a form takes no row.
_REQUIRED = {"funder", "institution", "name", "picture_alt", "school", "role", "title"}


def field_pair(name: str, texts: dict[str, str]) -> dict[str, str]:
    """Return a text in both languages as the values of a pair of fields.

    Where only the English field is required, it takes the text that is there.
    """
    english, chinese = texts.get("en", ""), texts.get("zh-Hans", "")
    if name in _REQUIRED and not english:
        english, chinese = chinese, ""
    fields = {name: english, f"{name}_zh": chinese}
    return {field: text for field, text in fields.items() if text}
