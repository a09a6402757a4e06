"""The tree obeys the layout; and the checks notice a tree that does not."""

import tempfile
import unittest
from pathlib import Path

import layout

ROOT = Path(__file__).resolve().parent.parent.parent

TABLE_TEXT = """# Sample

## Modules

| module | what it is | may use |
| --- | --- | --- |
| `core` | plain values | — |
| `feed` | document → items | core |
| `http` | client | core |
| `rules` | the language | core |
| `config` | YAML → options | rules, core, the others' `options.hpp` |
| `app` | wiring | all |

## Afterwards

| `other` | no module | all |
"""


class ThisTree(unittest.TestCase):
    def setUp(self):
        self.table = layout.modules_in((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))

    def test_modules_include_only_what_the_table_allows(self):
        self.assertEqual([], layout.forbidden_includes(ROOT, self.table))

    def test_every_file_begins_with_what_it_is_for(self):
        self.assertEqual([], layout.files_without_first_comment(ROOT))

    def test_every_module_of_the_table_has_its_folder(self):
        self.assertEqual([], [module for module in self.table if not (ROOT / "daemon" / module).is_dir()])


class Table(unittest.TestCase):
    def test_reads_each_row_of_its_section(self):
        table = layout.modules_in(TABLE_TEXT)
        self.assertEqual({"core", "feed", "http", "rules", "config", "app"}, set(table))
        self.assertEqual({"core", "feed"}, table["feed"])

    def test_all_means_every_module(self):
        table = layout.modules_in(TABLE_TEXT)
        self.assertEqual(set(table), table["app"])

    def test_a_document_without_the_section_is_refused(self):
        with self.assertRaises(ValueError):
            layout.modules_in("# Nothing here\n")


class ForbiddenIncludes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def breaches(self, path, directive):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"// A sample.\n{directive}\n")
        return layout.forbidden_includes(self.root, layout.modules_in(TABLE_TEXT))

    def test_an_allowed_module_passes(self):
        self.assertEqual([], self.breaches("daemon/feed/rss.cpp", '#include "tenbells/core/item.hpp"'))

    def test_a_module_not_in_the_row_is_named_with_file_and_line(self):
        self.assertEqual(['daemon/feed/rss.cpp:2: #include "tenbells/http/client.hpp": feed may not use http'],
                         self.breaches("daemon/feed/rss.cpp", '#include "tenbells/http/client.hpp"'))

    def test_angle_brackets_do_not_hide_a_module(self):
        self.assertEqual(1, len(self.breaches("daemon/feed/rss.cpp", "# include <tenbells/http/client.hpp>")))

    def test_a_public_header_obeys_the_same_row(self):
        self.assertEqual(1, len(self.breaches("include/tenbells/core/item.hpp", '#include "tenbells/feed/x.hpp"')))

    def test_a_private_header_of_another_module_is_refused(self):
        self.assertEqual(1, len(self.breaches("daemon/app/run.cpp", '#include "../feed/rss.hpp"')))

    def test_a_private_header_of_its_own_passes(self):
        self.assertEqual([], self.breaches("daemon/feed/rss.cpp", '#include "xml.hpp"'))

    def test_config_may_include_the_options_of_others(self):
        self.assertEqual([], self.breaches("daemon/config/load.cpp", '#include "tenbells/http/options.hpp"'))

    def test_config_may_include_rule_packs(self):
        self.assertEqual([], self.breaches("daemon/config/load.cpp", '#include "tenbells/rules/pack.hpp"'))

    def test_config_may_not_include_what_others_do(self):
        self.assertEqual(1, len(self.breaches("daemon/config/load.cpp", '#include "tenbells/http/client.hpp"')))

    def test_beast_passes_in_the_sources_of_http(self):
        self.assertEqual([], self.breaches("daemon/http/exchange.cpp", "#include <boost/beast/http.hpp>"))

    def test_beast_is_refused_in_a_header_of_http(self):
        self.assertEqual(1, len(self.breaches("daemon/http/exchange.hpp", "#include <boost/beast/http.hpp>")))

    def test_beast_is_refused_elsewhere(self):
        self.assertEqual(1, len(self.breaches("daemon/app/main.cpp", "#include <boost/beast.hpp>")))

    def test_a_folder_without_a_row_is_refused(self):
        self.assertEqual(1, len(self.breaches("daemon/misc/x.cpp", "")))


class FirstComment(unittest.TestCase):
    def test_a_file_that_begins_with_code_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "daemon" / "feed" / "rss.cpp"
            file.parent.mkdir(parents=True)
            file.write_text("#include <string>\n")
            self.assertEqual(["daemon/feed/rss.cpp"], layout.files_without_first_comment(folder))


if __name__ == "__main__":
    unittest.main()
