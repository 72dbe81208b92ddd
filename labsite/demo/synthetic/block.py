"""A block of synthetic data: its random numbers, its rows, and what all blocks share."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from random import Random
from typing import Any

from django.core.files.base import ContentFile

from core.images.fields import prepare, store
from core.slugs import free_slug
from labsite.demo import art
from labsite.demo.synthetic import words
from news.models import NewsItem
from people.models import FormerSlug, Person, Team
from publications.models import Publication, Topic, Venue

FIRST_YEAR, LAST_YEAR = 2012, 2026
POSITION = 1000  # after the real people and teams
PICTURES = 12  # of each kind, shared
BATCH = 500
NOTE = "This entry is synthetic and only serves to measure the site."
NOTE_ZH = "这是用于测试网站性能的虚构条目。"


class Slugs:
    """Assigns unused slugs of a model, querying the existing ones only once."""

    def __init__(self, model):
        former = FormerSlug.objects.filter(kind=model._meta.label_lower)
        self.taken = {*model.objects.values_list("slug", flat=True), *former.values_list("slug", flat=True)}

    def unused(self, text: str) -> str:
        slug = free_slug(text, self.taken.__contains__)
        self.taken.add(slug)
        return slug


@dataclass
class Shared:
    """What all blocks share; ``venues`` are by kind."""

    topics: list[Topic]
    venues: dict[str, list[Venue]]
    portraits: list[str]
    teasers: list[str]
    slugs: dict[type, Slugs]

    @classmethod
    def load(cls) -> "Shared":
        topics = [
            Topic.objects.get_or_create(name=name, defaults={"name_zh": name_zh})[0]
            for name, name_zh in words.TOPICS
        ]
        venues: dict[str, list[Venue]] = {}
        for name, abbreviation, kind, rank in words.VENUES:
            fields = {"abbreviation": abbreviation, "kind": kind, "rank": rank}
            venue, _created = Venue.objects.get_or_create(name=name, defaults=fields)
            venues.setdefault(kind, []).append(venue)
        slugs = {model: Slugs(model) for model in (Person, Team, Publication, NewsItem)}
        return cls(topics, venues, portraits(), teasers(), slugs)


@dataclass
class Block:
    """One block. Its random numbers depend only on its number."""

    number: int
    shared: Shared
    people: list[Person] = field(default_factory=list)
    publications: list[Publication] = field(default_factory=list)

    def __post_init__(self):
        self.chance = Random(f"block {self.number}")

    def happens(self, percent: int) -> bool:
        return self.chance.randrange(100) < percent

    def slug(self, model, text: str) -> str:
        return self.shared.slugs[model].unused(text)

    def month(self) -> tuple[int, int]:
        """Return a random year and month; later years are more frequent."""
        years = range(FIRST_YEAR, LAST_YEAR + 1)
        (year,) = self.chance.choices(years, range(1, len(years) + 1))
        return year, self.chance.randint(1, 6 if year == LAST_YEAR else 12)

    def title(self) -> tuple[str, str]:
        """Return the title of a publication or talk, and its language."""
        chance = self.chance
        name = chance.choice(words.SYLLABLES) + chance.choice(words.ENDINGS)
        if self.happens(5):
            quality, task = chance.choice(words.CHINESE_QUALITIES), chance.choice(words.CHINESE_TASKS)
            return f"{name}：{chance.choice(words.CHINESE_SETTINGS)}上{quality}{task}", "zh-Hans"
        subject = f"{chance.choice(words.QUALITIES)} {chance.choice(words.TASKS)}"
        title = f"{name}: {subject} for {chance.choice(words.SETTINGS)}"
        return (f"{title} with {chance.choice(words.MEANS)}" if self.happens(40) else title), "en"


def write(rows: Sequence[Any]) -> None:
    """Insert rows of one model."""
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)


# ---- names and pictures -----------------------------------------------------------------------


@cache
def names() -> list[tuple[str, str]]:
    """Return all names (Latin, Chinese or "") in a fixed mixed order; one in three is Chinese."""
    latin = [(f"{given} {family}", "") for given, family in product(words.GIVEN_NAMES, words.FAMILY_NAMES)]
    chinese = [
        (f"{given} {family}", words.CHINESE_FAMILY_NAMES[family] + words.CHINESE_GIVEN_NAMES[given])
        for given, family in product(words.CHINESE_GIVEN_NAMES, words.CHINESE_FAMILY_NAMES)
    ]
    chance = Random("names")
    chance.shuffle(latin)
    chance.shuffle(chinese)
    return [
        name for number, pair in enumerate(chinese) for name in (*latin[2 * number : 2 * number + 2], pair)
    ]


def short(name: str) -> str:
    """Abbreviate a name: "Ada Aldermoor" to "A. Aldermoor"."""
    given, family = name.split(" ", 1)
    return f"{given[0]}. {family}"


@cache
def portraits() -> list[str]:
    """Draw and store the photos, and return their names."""
    return [
        store_drawing(art.portrait(f"Synthetic person {number}", ""), Person.photo.field.upload_to)
        for number in range(PICTURES)
    ]


@cache
def teasers() -> list[str]:
    """Draw and store the teaser pictures, and return their names."""
    return [
        store_drawing(art.teaser(f"Synthetic publication {number}"), Publication.teaser.field.upload_to)
        for number in range(PICTURES)
    ]


def store_drawing(picture: bytes, folder: str) -> str:
    return store(prepare(ContentFile(picture)), folder)
