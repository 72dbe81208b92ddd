"""The news of a block, about its people and publications."""

from labsite.demo.synthetic import words
from labsite.demo.synthetic.block import Block, write
from news.models import NewsItem
from people.models import Person
from publications.models import Publication

NEWS = 100  # in a block

TEXTS = {
    "paper": (
        "{title} has been accepted. Congratulations!",
        "《{title}》已被录用，祝贺全体作者！",
    ),
    "talk": ("{name} gave a talk on {topic}.", "{name} 作了关于{topic_zh}的报告。"),
    "award": ("{name} has received an award for work on {topic}.", "{name} 因{topic_zh}方面的工作获奖。"),
    "release": ("The code of {title} is now open source.", "《{title}》的代码已开源。"),
    "people": ("A warm welcome to {name}, who works on {topic}.", "欢迎 {name}，研究方向为{topic_zh}。"),
    "other": ("Our reading group on {topic} starts again.", "{topic_zh}读书会重新开始。"),
}


def write_news(block: Block) -> None:
    items = [_news_item(block) for _ in range(NEWS)]
    write([item for item, _, _ in items])
    about_person, about_paper = NewsItem.people.through, NewsItem.publications.through
    write([about_person(newsitem=item, person=person) for item, people, _ in items for person in people])
    write([about_paper(newsitem=item, publication=paper) for item, _, paper in items if paper])


def _news_item(block: Block) -> tuple[NewsItem, list[Person], Publication | None]:
    chance = block.chance
    kind = chance.choice(list(TEXTS))
    paper = chance.choice(block.publications) if kind in ("paper", "release") else None
    people = chance.sample(block.people, chance.randint(1, 3))
    topic, topic_zh = chance.choice(words.TOPICS)
    values = {
        "title": paper.title if paper else "",
        "name": people[0].name,
        "topic": topic.lower(),
        "topic_zh": topic_zh,
    }
    body, body_zh = (text.format(**values) for text in TEXTS[kind])
    year, month = block.month()
    day = f"-{chance.randint(1, 28):02}" if block.happens(60) else ""
    item = NewsItem(
        slug=block.slug(NewsItem, f"{year}-{month:02}{day} {body}"),
        date=f"{year}-{month:02}{day}",
        kind=kind,
        body=body,
        body_zh=body_zh,
    )
    return item, people, paper
