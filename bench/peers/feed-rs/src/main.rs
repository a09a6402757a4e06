//! feed-rs-peer SECONDS FILE…: how fast feed-rs is, as bench/peers/README.md says.
use std::hint::black_box;
use std::{env, fs, path::Path, process};

use feed_rs::{model, parser};

/// The six fields of an item, in strings of its own.
struct Item {
    title: String,
    _link: String,
    _id: String,
    _summary: String,
    _body: String,
    _published: Option<i64>,
}

fn text(text: Option<model::Text>) -> String {
    text.map(|text| text.content).unwrap_or_default()
}

fn parse(bytes: &[u8]) -> Result<Vec<Item>, parser::ParseFeedError> {
    let item = |entry: model::Entry| Item {
        title: text(entry.title),
        _link: entry.links.into_iter().next().map(|link| link.href).unwrap_or_default(),
        _id: entry.id,
        _summary: text(entry.summary),
        _body: entry.content.and_then(|content| content.body).unwrap_or_default(),
        _published: entry.published.map(|date| date.timestamp()),
    };
    Ok(parser::parse(bytes)?.entries.into_iter().map(item).collect())
}

fn processor_seconds() -> f64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the pointer is to a timespec that lives through the call.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}

fn measure(file: &str, seconds: f64) -> Result<String, Box<dyn std::error::Error>> {
    let bytes = fs::read(file)?;
    let mut items = parse(&bytes)?; // also warms up
    let (start, mut passes, mut elapsed) = (processor_seconds(), 0, 0.0);
    while passes == 0 || elapsed < seconds {
        items = black_box(parse(black_box(&bytes))?);
        passes += 1;
        elapsed = processor_seconds() - start;
    }
    Ok(serde_json::json!({
        "file": Path::new(file).file_name().unwrap_or_default().to_string_lossy(),
        "mb_per_second": (bytes.len() * passes) as f64 / 1e6 / elapsed,
        "titles": items.iter().map(|item| item.title.as_str()).collect::<Vec<_>>(),
    })
    .to_string())
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some(seconds) = arguments.first().and_then(|text| text.parse().ok()) else {
        eprintln!("usage: feed-rs-peer SECONDS FILE...");
        process::exit(2);
    };
    for file in &arguments[1..] {
        match measure(file, seconds) {
            Ok(line) => println!("{line}"),
            Err(error) => eprintln!("{file}: {error}"),
        }
    }
}
