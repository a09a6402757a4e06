"""The form of the entity lists in rules/lists: what a reader of CSV and a compiler of rules will ask of every row."""

import csv
import re
import unicodedata
import unittest

from scripts import ROOT

LISTS = sorted((ROOT / "rules" / "lists").glob("*.csv"))
HEADER = ["id", "kind", "names", "exact", "not", "iso3166", "wikidata", "by_language"]
KINDS = {"person", "organisation", "place", "thing"}
WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
# Names of two entities on purpose, as {folded name: ids}. Whoever adds one says here why.
SHARED = {}


def fold(name):
    """Nearly as rules fold: capitals, accents and the possessive s go, й stays. The program's own fold knows more."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in letters if not unicodedata.combining(c) or c == "\u0306")
    return re.sub(r"'s\b", "", unicodedata.normalize("NFC", bare).replace("’", "'"))


def rows_of(path):
    """The rows as dictionaries; a row of the wrong length has None as a key or as a value."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def values(row, column):
    return row[column].split("|") if row[column] else []


def pairs(row):
    """by_language as (language, name)."""
    return [tuple(value.partition("=")[::2]) for value in values(row, "by_language")]


def names_of(row):
    """Every text of a row that is looked for."""
    return values(row, "names") + values(row, "exact") + values(row, "not") + [name for _, name in pairs(row)]


class Lists(unittest.TestCase):
    def setUp(self):
        self.rows = [row for path in LISTS for row in rows_of(path)]

    def assert_none(self, mistakes):
        """mistakes: (id of the row, what is wrong); all are shown at once."""
        self.assertEqual([], list(mistakes))

    def test_the_lists_are_there(self):
        self.assertEqual(["countries.csv", "heads-of-state.csv", "ministries.csv"], [path.name for path in LISTS])

    def test_a_list_is_plain_utf8_with_the_header(self):
        for path in LISTS:
            with self.subTest(list=path.name):
                text = path.read_bytes().decode("utf-8")
                self.assertEqual(",".join(HEADER), text.split("\n", 1)[0])
                self.assertTrue(text.endswith("\n"))
                self.assertNotIn("\r", text)
                self.assertEqual(unicodedata.normalize("NFC", text), text, "one spelling of é in the files")

    def test_a_row_has_a_cell_for_each_column(self):
        self.assert_none(row["id"] for row in self.rows if None in row or None in row.values())

    def test_ids_are_unique_over_all_lists_and_can_stand_after_an_at_sign(self):
        ids = [row["id"] for row in self.rows]
        self.assert_none(sorted({id for id in ids if ids.count(id) > 1}))
        self.assert_none(id for id in ids if not re.fullmatch(r"[a-z]+-[a-z]{3}", id))

    def test_rows_are_in_the_order_of_ids(self):
        """So that a change shows as the row that changed."""
        groups = {"mfa": 0, "mod": 1, "mof": 2, "cb": 3, "pres": 4}
        for path in LISTS:
            with self.subTest(list=path.name):
                ids = [row["id"] for row in rows_of(path)]
                self.assertEqual(sorted(ids, key=lambda id: (groups.get(id.split("-")[0], 0), id)), ids)

    def test_kinds_are_known(self):
        self.assert_none((row["id"], row["kind"]) for row in self.rows if row["kind"] not in KINDS)

    def test_every_entity_has_names(self):
        self.assert_none(row["id"] for row in self.rows if not row["names"])

    def test_no_part_of_a_cell_is_empty_or_padded(self):
        self.assert_none((row["id"], column, part) for row in self.rows for column in HEADER
                         for part in values(row, column) if not part or part != part.strip())

    def test_no_name_stands_twice_in_a_row(self):
        """exact names are compared as they are spelt, and count as twice if they are there in any case as well."""
        for row in self.rows:
            any_case = [fold(name) for name in values(row, "names")]
            exact = values(row, "exact")
            of_languages = [(language, fold(name)) for language, name in pairs(row)]
            exceptions = [fold(name) for name in values(row, "not")]
            for names in (any_case, exact, of_languages, exceptions):
                self.assert_none((row["id"], name) for name in set(names) if names.count(name) > 1)
            self.assert_none((row["id"], name) for name in exact if fold(name) in any_case)
            self.assert_none((row["id"], name) for _, name in of_languages if name in any_case)

    def test_a_name_is_not_also_an_exception(self):
        for row in self.rows:
            exceptions = {fold(name) for name in values(row, "not")}
            self.assert_none((row["id"], name) for name in values(row, "names") if fold(name) in exceptions)

    def test_a_star_ends_the_last_word_after_two_letters(self):
        """In scripts without spaces a name is found inside a run anyway."""
        self.assert_none((row["id"], name) for row in self.rows for name in names_of(row) if "*" in name
                         and (not re.fullmatch(r"[^*]*[^\W\d_]{2}\*", name) or WITHOUT_SPACES.match(name[-2])))

    def test_names_hold_letters_and_are_short(self):
        self.assert_none((row["id"], name) for row in self.rows for name in names_of(row)
                         if not re.search(r"[^\W\d_]", name) or len(name) > 100 or " ".join(name.split()) != name)

    def test_short_names_count_in_one_spelling_only(self):
        """Two letters in any case are a word of some language. Dots ask for capitals, and so U.S. may stay."""
        may_be_short = re.compile(r"(\w\.)+|[\uac00-\ud7a3]{2}")
        for row in self.rows:
            for name in values(row, "names"):
                least = 2 if WITHOUT_SPACES.search(name) or may_be_short.fullmatch(name) else 3
                self.assertGreaterEqual(len(name), least, (row["id"], name))

    def test_languages_are_tags_and_their_names_not_empty(self):
        self.assert_none((row["id"], language, name) for row in self.rows for language, name in pairs(row)
                         if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", language) or not name.strip())

    def test_wikidata_ids_have_their_form_and_are_unique(self):
        ids = [row["wikidata"] for row in self.rows if row["wikidata"]]
        self.assert_none(id for id in ids if not re.fullmatch(r"Q[1-9]\d*", id))
        self.assert_none(sorted({id for id in ids if ids.count(id) > 1}))

    def test_no_two_entities_share_a_name(self):
        owners = {}
        for row in self.rows:
            for name in values(row, "names"):
                owners.setdefault(fold(name), set()).add(row["id"])
        self.assertEqual(SHARED, {name: sorted(ids) for name, ids in owners.items() if len(ids) > 1})


class Countries(unittest.TestCase):
    def setUp(self):
        self.rows = rows_of(ROOT / "rules" / "lists" / "countries.csv")

    def test_each_has_its_code(self):
        codes = [row["iso3166"] for row in self.rows]
        self.assertEqual([], [code for code in codes if not re.fullmatch(r"[A-Z]{2}", code)])
        self.assertEqual(len(codes), len(set(codes)))

    def test_each_has_its_wikidata_id(self):
        self.assertEqual([], [row["id"] for row in self.rows if not row["wikidata"]])

    def test_all_members_of_the_united_nations_are_there(self):
        members = """afg alb dza and ago atg arg arm aus aut aze bhs bhr bgd brb blr bel blz ben btn bol bih bwa bra brn
            bgr bfa bdi cpv khm cmr can caf tcd chl chn col com cog cod cri civ hrv cub cyp cze prk dnk dji dma dom ecu
            egy slv gnq eri est swz eth fji fin fra gab gmb geo deu gha grc grd gtm gin gnb guy hti hnd hun isl ind idn
            irn irq irl isr ita jam jpn jor kaz ken kir kwt kgz lao lva lbn lso lbr lby lie ltu lux mdg mwi mys mdv mli
            mlt mhl mrt mus mex fsm mco mng mne mar moz mmr nam nru npl nld nzl nic ner nga mkd nor omn pak plw pan png
            pry per phl pol prt qat kor mda rou rus rwa kna lca vct wsm smr stp sau sen srb syc sle sgp svk svn slb som
            zaf ssd esp lka sdn sur swe che syr tjk tha tls tgo ton tto tun tur tkm tuv uga ukr are gbr tza usa ury uzb
            vut ven vnm yem zmb zwe""".split()
        self.assertEqual(193, len(members))
        self.assertEqual([], sorted({f"c-{code}" for code in members} - {row["id"] for row in self.rows}))

    def test_words_that_are_something_else_in_small_letters_are_exact(self):
        everyday = {"turkey", "china", "chile", "polish", "iran", "peru", "benin", "togo", "oman", "mali", "guinea",
                    "chad", "jordan", "suede", "island", "danes", "того", "чад", "катар", "перу", "чили", "us", "uk"}
        found = [(row["id"], name) for row in self.rows for name in values(row, "names") if fold(name) in everyday]
        self.assertEqual([], found)


if __name__ == "__main__":
    unittest.main()
