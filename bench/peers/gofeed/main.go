// gofeed-peer SECONDS FILE...: how fast gofeed is, as bench/peers/README.md says.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/mmcdole/gofeed"
)

// item has the six fields, in strings of its own; gofeed's are not shared with the document.
type item struct {
	title, link, id, summary, body string
	published                      int64
}

type result struct {
	File               string   `json:"file"`
	MegabytesPerSecond float64  `json:"mb_per_second"`
	Titles             []string `json:"titles"`
}

func parse(document []byte) ([]item, error) {
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(document))
	if err != nil {
		return nil, err
	}
	items := make([]item, 0, len(feed.Items))
	for _, each := range feed.Items {
		read := item{title: each.Title, link: each.Link, id: each.GUID, summary: each.Description, body: each.Content}
		if each.PublishedParsed != nil {
			read.published = each.PublishedParsed.Unix()
		}
		items = append(items, read)
	}
	return items, nil
}

// processorSeconds is the time of all threads: the garbage collector's, too.
func processorSeconds() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

func measure(path string, seconds float64) (result, error) {
	document, err := os.ReadFile(path)
	if err != nil {
		return result{}, err
	}
	items, err := parse(document) // also warms up
	if err != nil {
		return result{}, err
	}
	start, passes, elapsed := processorSeconds(), 0, 0.0
	for passes == 0 || elapsed < seconds {
		if items, err = parse(document); err != nil {
			return result{}, err
		}
		passes++
		elapsed = processorSeconds() - start
	}
	titles := make([]string, 0, len(items))
	for _, each := range items {
		titles = append(titles, each.title)
	}
	return result{
		File:               filepath.Base(path),
		MegabytesPerSecond: float64(len(document)*passes) / 1e6 / elapsed,
		Titles:             titles,
	}, nil
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: gofeed-peer SECONDS FILE...")
		os.Exit(2)
	}
	seconds, err := strconv.ParseFloat(os.Args[1], 64)
	if err != nil {
		fmt.Fprintln(os.Stderr, "usage: gofeed-peer SECONDS FILE...")
		os.Exit(2)
	}
	out := json.NewEncoder(os.Stdout)
	for _, path := range os.Args[2:] {
		measured, err := measure(path, seconds)
		if err == nil {
			err = out.Encode(measured)
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", path, err)
		}
	}
}
