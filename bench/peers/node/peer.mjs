// peer.mjs PARSER SECONDS FILE...: how fast a parser on Node.js is, as bench/peers/README.md says.
// PARSER is rss-parser, feedparser, feedsmith or @rowanmanning/feed-parser.
import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {Readable} from 'node:stream';

const parsers = {
  'rss-parser': async () => {
    const {default: Parser} = await import('rss-parser');
    const parser = new Parser();
    return async (document) => (await parser.parseString(document.toString())).items.map((item) => ({
      title: item.title,
      link: item.link,
      id: item.guid ?? item.id,
      summary: item.summary ?? item.content,
      body: item['content:encoded'] ?? item.content,
      published: item.isoDate,
    }));
  },

  'feedparser': async () => {
    const {default: FeedParser} = await import('feedparser');
    return (document) => new Promise((resolve, reject) => {
      const items = [];
      const parser = new FeedParser();
      parser.on('error', reject);
      parser.on('end', () => resolve(items));
      parser.on('readable', () => {
        for (let item = parser.read(); item; item = parser.read()) {
          items.push({
            title: item.title,
            link: item.link,
            id: item.guid,
            summary: item.summary,
            body: item.description,
            published: item.pubdate,
          });
        }
      });
      Readable.from([document]).pipe(parser);
    });
  },

  'feedsmith': async () => {
    const {parseFeed} = await import('feedsmith');
    return (document) => {
      const {feed} = parseFeed(document.toString());
      return (feed.items ?? feed.entries).map((item) => ({
        title: item.title?.value ?? item.title,
        link: item.link ?? item.url ?? item.links?.[0]?.href,
        id: item.guid?.value ?? item.id,
        summary: item.description ?? item.summary?.value ?? item.summary,
        body: item.content?.encoded ?? item.content?.value ?? item.content_html,
        published: item.pubDate ?? item.published ?? item.date_published,
      }));
    };
  },

  '@rowanmanning/feed-parser': async () => {
    const {parseFeed} = await import('@rowanmanning/feed-parser');
    return (document) => parseFeed(document.toString()).items.map((item) => ({
      title: item.title,
      link: item.url,
      id: item.id,
      summary: item.description,
      body: item.content,
      published: item.published,
    }));
  },
};

// Of all threads: the garbage collector's, too.
function processorSeconds() {
  const {user, system} = process.cpuUsage();
  return (user + system) / 1e6;
}

async function measure(parse, path, seconds) {
  const document = readFileSync(path);
  let items = [];
  // The compiler needs some passes to know what is hot.
  for (const start = processorSeconds(); processorSeconds() - start < seconds || items.length === 0;) {
    items = await parse(document);
    if (items.length === 0) throw new Error('no items');
  }
  const start = processorSeconds();
  let passes = 0;
  let elapsed = 0;
  while (passes === 0 || elapsed < seconds) {
    items = await parse(document);
    passes += 1;
    elapsed = processorSeconds() - start;
  }
  return {
    file: basename(path),
    mb_per_second: document.length * passes / 1e6 / elapsed,
    titles: items.map((item) => item.title),
  };
}

const [name, seconds, ...paths] = process.argv.slice(2);
const parse = await parsers[name]();
for (const path of paths) {
  try {
    console.log(JSON.stringify(await measure(parse, path, Number(seconds))));
  } catch (error) {
    console.error(`${path}: ${error.message}`);
  }
}
