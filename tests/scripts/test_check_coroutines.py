"""What scripts/check-coroutines refuses and what it must let pass, as snippets of C++."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from scripts import ROOT, load

check = load("check-coroutines")

REFUSED = {
    "braces as an argument": ("brace", "auto r = co_await client.send({.url = url});"),
    "a type with braces as an argument": ("brace", "auto r = co_await client.send(Request{.url = url});"),
    "braces around the await": ("brace", "Pair pair{co_await first(), 1};"),
    "braces returned with an await": ("brace", "co_return Pair{co_await first(), 1};"),
    "braces in a condition": ("brace", "if (co_await is_there(Key{1})) stop();"),
    "an initialiser list": ("brace", "for (int n : {co_await one(), 2}) use(n);"),
    "a statement expression": ("brace", "int n = ({ co_await one(); });"),
    "empty braces": ("brace", "co_await send({});"),
    "a template type with braces": ("brace", "co_await send(std::array<int, 2>{1, 2});"),
    "a type with parentheses": ("type", "co_await client.send(Request(url, 1));"),
    "a choice between two awaits": ("choice", "auto r = c ? co_await a() : co_await b();"),
    "a choice of what to await": ("choice", "auto r = co_await (c ? a() : b());"),
    "a choice as an argument": ("choice", "co_await send(c ? one : two);"),
    "detached": ("detached", "asio::co_spawn(context, f(), asio::detached);"),
    "a capturing coroutine lambda": ("capture", "auto f = [this]() -> asio::awaitable<void> { co_await g(); };"),
    "a capturing coroutine lambda that only returns": ("capture", "spawn([&] -> Task { if (x) { co_return; } });"),
    "a bad shape in a lambda in an awaiting expression": (
        "brace", "co_await run([]() -> Task { co_await send(Request{1}); });"),
    "a bad shape over several lines": ("brace", "co_await send(\n    url,\n    Request{\n        1});"),
    "a bad shape in a template member": (
        "brace", "template <class T> Task Box<T>::f() requires C<T> { co_await send(Request{1}); }"),
}

ACCEPTED = {
    "moves and deadlines": "auto r = co_await client.send(std::move(request), deadline);",
    "build, await, use": "Request request{.url = url};\nauto r = co_await send(request);\nco_return Reply{r};",
    "braces in the body of an if": "if (!co_await is_there(key)) { co_return Reply{1}; }",
    "braces after an if without a block": "if (!co_await is_there(key)) co_return Reply{1};",
    "braces in an else": "if (co_await a()) use(b); else use(Reply{1});",
    "braces in the for's own block": "for (auto& x : co_await all()) { use(Thing{x}); }",
    "braces in another part of a for": "for (Thing t{1}; co_await more(t); next()) use(t);",
    "a choice before the await": "auto& target = c ? a : b;\nco_await send(target);",
    "a structured binding": "auto [ec, n] = co_await socket.async_wait(asio::as_tuple(asio::use_awaitable));",
    "a lambda with braces as an argument": "auto r = co_await pool.run([] { return Thing{1}; });",
    "a capturing lambda that is no coroutine": "auto r = co_await pool.run([&x]() { return decode(x); });",
    "a capturing lambda inside a coroutine": "Task f() { sort(v, [&](int a) { return a; }); co_await g(); }",
    "a coroutine lambda without captures": "auto f = [](Loop& loop) -> asio::awaitable<void> { co_await loop.run(); };",
    "a shape in a comment": "co_await send(x);  // not send({x}), not c ? a : b",
    "a shape in a string": 'co_await send("{x} ? y : z asio::detached");',
    "a shape in a raw string": 'co_await send(R"json({"a": {"b": 1}})json");',
    "a character": "co_await send('{');",
    "a directive": "#define DETACH asio::detached\nco_await send(x);",
    "a member initialised with braces": "struct A { int x{1}; };\nasio::awaitable<void> f(A a) { co_await g(a); }",
    "a constructor's initialisers": "A::A(int x) : x_{x}, y_(x) { start(); }",
    "a function of templates": "asio::awaitable<std::vector<int>> f(int x) { co_return co_await g<Thing>(x); }",
    "a subscript": "co_await send(table[index]);",
    "a gtest claim": "EXPECT_EQ(co_await one(), 1);",
    "a switch": "switch (co_await kind()) { case Kind::a: use(Thing{1}); break; default: break; }",
    "a digit separator": "co_await wait(10'000); use(Thing{1'000});",
}


class CheckCoroutines(unittest.TestCase):
    def inside(self, snippet):
        return f"asio::awaitable<void> coroutine(int x) {{\n{snippet}\n}}\n"

    def test_refuses_with_a_claim_that_gives_the_shape(self):
        text = self.inside("use(1);\nco_await send(Request{1});")
        self.assertEqual([(3, "brace")], check.findings(text))

    def test_names_file_and_line_and_how_to_write_it(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "bad.cpp"
            file.write_text(self.inside("co_await send({});"))
            run = subprocess.run([sys.executable, ROOT / "scripts" / "check-coroutines", folder],
                                 capture_output=True, text=True, check=False)
        self.assertEqual(1, run.returncode)
        self.assertRegex(run.stdout, r"bad\.cpp:2: braces .* Build the value on one line, co_await on the next\n$")

    def test_a_clean_folder_passes_in_silence(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "good.cpp").write_text(self.inside("co_await send(x);"))
            run = subprocess.run([sys.executable, ROOT / "scripts" / "check-coroutines", folder],
                                 capture_output=True, text=True, check=False)
        self.assertEqual((0, ""), (run.returncode, run.stdout))


def add_cases():
    for name, (what, snippet) in REFUSED.items():
        def refuses(self, what=what, snippet=snippet):
            self.assertEqual([what], [finding.what for finding in check.findings(self.inside(snippet))])
        setattr(CheckCoroutines, f"test_refuses_{name.replace(' ', '_')}", refuses)
    for name, snippet in ACCEPTED.items():
        def accepts(self, snippet=snippet):
            self.assertEqual([], check.findings(self.inside(snippet)))
        setattr(CheckCoroutines, f"test_accepts_{name.replace(' ', '_')}", accepts)


add_cases()

if __name__ == "__main__":
    unittest.main()
