"""Values that break careless code: for query strings, paths, form fields and files."""

from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.site_imports.sources import lab_site

TEXTS = [
    "",
    " ",
    "abc",
    "0",
    "-1",
    "1",
    "2",
    "1.5",
    "1e9",
    "٣",  # a digit to Python and to regular expressions
    "²",  # a digit to str.isdigit, and not to int
    "9" * 19,
    "9" * 30,
    "9" * 5000,
    "2147483648",
    "9223372036854775808",
    "0000",
    "2024-13-45",
    "9999-12-31",
    "0001-01-01T00:00:00Z",
    "a\x00b",
    "\x00",
    "\udcff",
    "\uffff",
    "\u202eabc",
    "x" * 5000,
    "a " * 2500,
    "%'\"\\",
    "%00",
    "%",
    "_5F",
    "++",
    "null",
    "None",
    "true",
    "[]",
    "{}",
    '{"a": [1]}',
    "[" * 2000,
    "../../etc/hosts",
    "//example.org/x",
    "https://example.org:99999/",
    "https://[::1",
    "http://é.example/\n",
    "a@b",
    "a" * 300 + "@example.org",
    "<b>&amp;",
    "{{ 7 }}",
    "徐佳明",
    "😀" * 50,
    "id__exact",
    "\r\nX: y",
    "2024",
    "2024.02.30",
    "-inf",
    "nan",
    "١٢",
]

FILES = [
    b"",
    b"x",
    b"\x00" * 1000,
    b"%PDF-1.7\n%%EOF\n",
    b"%PDF-1.7\n1 0 obj\n<<" + b"[" * 500,
    b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
    b"\xff\xd8\xff\xe0" + b"\x00" * 50,
    b"RIFF\xff\xff\xff\xffWEBPVP8 " + b"\x00" * 40,
    b"GIF89a\xff\xff\xff\xff\x00\x00\x00;",
    b"@article{a, title={" + b"{" * 300,
    b"---\ntitle: [" + b"&a [" * 200,
    b"<div>" * 3000,
    b'name,role\n"' + b"," * 1000,
    lab_site(),
    lab_site()[:-30],
    lab_site().replace(b"members", b"m\x00mber"),
]

NAMES = [
    *("a.pdf", "a.jpg", "a.png", "a.bib", "a.zip", "a.md", "a.csv"),
    *("a\x00.pdf", "x" * 200, "../a.webp", "é.html"),
]


def text(random: Random) -> str:
    """Return a hostile text, or now and then a small number, which is the key of something."""
    return str(random.randrange(60)) if random.random() < 0.2 else random.choice(TEXTS)


def file(random: Random) -> SimpleUploadedFile:
    name = random.choice(NAMES)
    kind = random.choice(["application/pdf", "image/png", "text/html", ""])
    return SimpleUploadedFile(name, random.choice(FILES), kind)
