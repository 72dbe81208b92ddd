"""What the form that invites one person submits."""

ONE = {
    "one": "1",
    "one-name": "Ada Example",
    "one-email": "ada@example.org",
    "one-role": "30",
    "one-joined": "2025.9",
    "one-language": "en",
    "one-is_public": "on",
}
