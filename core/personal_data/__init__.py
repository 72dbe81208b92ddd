"""Everything that the site holds about one person: how it is collected, and how it is erased.

Each app declares, in its module ``personal_data``, what it holds about people, and registers that when
Django starts. A test fails for a model with a person, an account or an email address that nobody declares.

- ``declarations``: the base class of a declaration, and the list of all declarations
- ``archive``: the ZIP archive of everything about one person
"""

from core.personal_data.declarations import (
    DataSubject,
    PersonalData,
    Record,
    StoredFile,
    counted,
    declarations,
    record_of,
    register_personal_data,
)

__all__ = [
    "DataSubject",
    "PersonalData",
    "Record",
    "StoredFile",
    "counted",
    "declarations",
    "record_of",
    "register_personal_data",
]
