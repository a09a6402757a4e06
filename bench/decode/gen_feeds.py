#!/usr/bin/env python3
"""Writes feeds as news sites have them, of 10, 100 and 1,000 items, out of the news of gen_news.py:

  gen_feeds.py items.jsonl OUTDIR

OUTDIR/rss_N.xml        RSS 2.0: content:encoded in CDATA, dc:creator, three categories, media:content
OUTDIR/atom_N.xml       Atom 1.0: escaped HTML
OUTDIR/jsonfeed_N.json  JSON Feed 1.1, its letters as they are
OUTDIR/api_N.json       the answer of a news API, its letters as \\u escapes

The same news gives the same feeds.
"""
import html
import itertools
import json
import pathlib
import random
import sys

SIZES = (10, 100, 1000)
SECTIONS = ["World", "Politics", "Asia", "Defence", "Markets", "Sanctions"]
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]  # often wrong for their date, as in real feeds

RSS_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" \
xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>Example Wire &amp; News</title>
<link>https://example.org/</link>
<description>All of it</description>
<atom:link href="https://example.org/rss" rel="self" type="application/rss+xml"/>
<ttl>5</ttl>
"""
ATOM_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Example Wire</title><id>urn:x:feed</id><updated>2025-11-23T00:00:00Z</updated>\
<link rel="self" href="https://example.org/atom"/>
"""


def page(text):
    """A body as a content management system writes it: a picture, paragraphs with links, a copyright line."""
    paragraphs = (part.strip() for part in text.replace("? ", ".\n\n").split("\n\n"))
    body = "".join(
        f'<p class="body-text">{html.escape(part)} <a href="https://example.org/t/{len(part)}?utm_source=rss&amp;'
        f'utm_medium=feed">more&hellip;</a></p>\n'
        for part in paragraphs
        if part
    )
    return (
        f'<figure><img src="https://cdn.example.org/i/{len(text)}.jpg?w=1024&amp;h=683" alt="Photo &#8211; file" '
        f'width="1024" height="683"/></figure>\n{body}<p><em>&copy; Example Wire&nbsp;2025</em></p>'
    )


class Item:
    """What all formats say of one item."""

    def __init__(self, index, news, sections):
        day, hour, minute = 1 + index % 28, index % 24, index % 60
        self.index = index
        self.title = news["title"]
        self.text = news["body"]
        self.summary = news["body"][:280]
        self.page = page(news["body"])
        self.link = f"https://example.org/world/2025/11/{day:02d}/story-{index}"
        self.guid = f"wire-{index:08d}"
        self.rfc822 = f"{WEEKDAYS[index % 7]}, {day:02d} Nov 2025 {hour:02d}:{minute:02d}:00 GMT"
        self.rfc3339 = f"2025-11-{day:02d}T{hour:02d}:{minute:02d}:00Z"
        self.author = f"Staff Writer {index % 40}"
        self.sections = sections


def rss(items):
    out = [RSS_HEAD]
    for item in items:
        summary = html.escape(html.escape(item.summary))
        sections = "".join(f"<category><![CDATA[{section}]]></category>\n" for section in item.sections)
        out.append(f"""<item>
<title>{html.escape(item.title)}</title>
<link>{item.link}</link>
<guid isPermaLink="false">{item.guid}</guid>
<pubDate>{item.rfc822}</pubDate>
<dc:creator><![CDATA[{item.author}]]></dc:creator>
{sections}<description>&lt;p&gt;{summary}&lt;/p&gt;</description>
<content:encoded><![CDATA[{item.page}]]></content:encoded>
<media:content url="https://cdn.example.org/i/{item.index}.jpg" medium="image" width="1024" height="683">\
<media:title>Photo</media:title></media:content>
</item>
""")
    return "".join(out) + "</channel>\n</rss>\n"


def atom(items):
    out = [ATOM_HEAD]
    for item in items:
        sections = "".join(f'<category term="{section}"/>' for section in item.sections)
        out.append(f"""<entry>
<title type="html">{html.escape(html.escape(item.title))}</title>
<link rel="alternate" type="text/html" href="{item.link}"/>
<id>urn:wire:{item.index:08d}</id>
<published>{item.rfc3339}</published><updated>{item.rfc3339}</updated>
<author><name>{item.author}</name></author>
{sections}
<summary type="html">{html.escape(html.escape(item.summary))}</summary>
<content type="html">{html.escape(item.page)}</content>
</entry>
""")
    return "".join(out) + "</feed>\n"


def json_feed(items):
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Example Wire",
        "home_page_url": "https://example.org/",
        "items": [
            {
                "id": item.guid,
                "url": item.link,
                "title": item.title,
                "content_html": item.page,
                "summary": item.summary,
                "date_published": item.rfc3339,
                "authors": [{"name": item.author}],
                "tags": item.sections,
            }
            for item in items
        ],
    }
    return json.dumps(feed, ensure_ascii=False)


def api(items):
    articles = [
        {
            "source": {"id": "wire", "name": "Example Wire"},
            "author": item.author,
            "title": item.title,
            "description": item.summary,
            "url": item.link,
            "urlToImage": f"https://cdn.example.org/i/{item.index}.jpg",
            "publishedAt": item.rfc3339,
            "content": item.text,
            "id": item.index,
            "score": item.index / 7,
            "tags": [{"id": section.lower(), "webTitle": section, "type": "keyword"} for section in item.sections],
        }
        for item in items
    ]
    return json.dumps({"status": "ok", "totalResults": len(items), "articles": articles})


FORMATS = {"rss_{}.xml": rss, "atom_{}.xml": atom, "jsonfeed_{}.json": json_feed, "api_{}.json": api}


def main():
    source, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with open(source, encoding="utf-8") as lines:
        news = [json.loads(line) for line in itertools.islice(lines, max(SIZES))]
    chance = random.Random(5)
    for size in SIZES:
        items = [Item(index, each, chance.sample(SECTIONS, 3)) for index, each in enumerate(news[:size])]
        for name, write in FORMATS.items():
            (folder / name.format(size)).write_text(write(items), encoding="utf-8")


main()
