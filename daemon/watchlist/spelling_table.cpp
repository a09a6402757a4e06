// The table. A row is one name, its most usual spelling first: where a name has more spellings than are wanted, those
// are taken first.
#include "spelling_table.hpp"

#include <algorithm>
#include <array>

namespace tb::watchlist {
namespace {

using Row = std::array<std::string_view, 7>;  // filled up with empty ones

constexpr std::array kWords{
    // Arabic, Persian, Turkic
    Row{"muhammad", "mohammed", "mohammad", "mohamed", "muhammed", "mohamad", "muhamad"},
    Row{"ahmad", "ahmed", "achmad", "ahmet"},
    Row{"mahmud", "mahmoud", "mahmood"},
    Row{"hamid", "hameed"},
    Row{"hussein", "husayn", "hussain", "hossein", "husein", "husain", "hoseyn"},
    Row{"hassan", "hasan"},
    Row{"osama", "usama", "ousama", "oussama"},
    Row{"yusuf", "youssef", "yousef", "yousuf", "yusef", "youssouf"},
    Row{"ibrahim", "ebrahim", "ibraheem"},
    Row{"omar", "umar", "omer"},
    Row{"othman", "uthman", "osman"},
    Row{"khalid", "khaled", "halid"},
    Row{"said", "saeed", "saied", "sa'id", "sayeed"},
    Row{"sayyid", "sayed", "sayyed", "seyed", "seyyed", "sayid", "saiyid"},
    Row{"mustafa", "mostafa", "moustafa", "mustapha"},
    Row{"jamal", "gamal", "jamaal", "djamal"},
    Row{"abdullah", "abdallah", "abdulla", "abdollah"},
    Row{"sulaiman", "suleiman", "sulayman", "soleiman", "soleimani"},
    Row{"ismail", "esmail", "isma'il", "ismael", "esmaeil"},
    Row{"ayman", "aiman"},
    Row{"faisal", "faysal", "feisal"},
    Row{"zaid", "zayd", "zeid"},
    Row{"saleh", "salih", "salah"},
    Row{"tariq", "tarek", "tareq", "tarik"},
    Row{"qasim", "qassem", "kassem", "ghasem", "qasem", "kasim", "kassim"},
    Row{"sheikh", "shaykh", "shaikh", "sheik"},
    Row{"walid", "waleed", "oualid"},
    Row{"rashid", "rasheed", "rachid", "rashed"},
    Row{"nasir", "nasser", "naser", "nasser"},
    Row{"hakim", "hakeem"},
    Row{"karim", "kareem"},
    Row{"majid", "majeed", "maged", "majed"},
    Row{"rahman", "rehman", "rahmaan"},
    Row{"rahim", "raheem"},
    Row{"aziz", "azeez"},
    Row{"habib", "habeeb"},
    Row{"amir", "ameer", "emir"},
    Row{"bashar", "bachar", "bashshar"},
    Row{"hafiz", "hafez", "hafeez"},
    Row{"jawad", "javad", "jawwad"},
    Row{"mahdi", "mehdi"},
    Row{"musa", "mousa", "moussa"},
    Row{"isa", "issa", "eissa"},
    Row{"yahya", "yahia", "yehia", "yehya"},
    Row{"zakariya", "zakaria", "zakariyya"},
    Row{"abu", "abou", "aboo"},
    Row{"haji", "hajji", "hajj", "haj"},
    Row{"mullah", "mulla", "molla", "mollah"},
    Row{"maulvi", "mawlawi", "molvi", "maulavi"},
    Row{"hizb", "hezb"},
    Row{"jihad", "jehad"},
    Row{"jaysh", "jaish", "jeish"},
    // Russian, Ukrainian, Belarusian
    Row{"sergei", "sergey", "serguei", "sergej"},
    Row{"yevgeny", "evgeny", "yevgeniy", "evgeniy", "evgeni", "yevgeni", "evgenii"},
    Row{"dmitry", "dmitri", "dmitriy", "dmitrii"},
    Row{"alexander", "aleksandr", "alexandr", "aleksander", "oleksandr"},
    Row{"alexei", "aleksey", "alexey", "aleksei", "alexej"},
    Row{"andrei", "andrey", "andrej"},
    Row{"yuri", "yury", "yuriy", "iurii", "juri"},
    Row{"nikolai", "nikolay", "nikolaj"},
    Row{"vasily", "vasiliy", "vasili", "vasilii"},
    Row{"anatoly", "anatoliy", "anatoli", "anatolii"},
    Row{"vitaly", "vitaliy", "vitali", "vitalii"},
    Row{"gennady", "gennadiy", "gennadi", "gennadii"},
    Row{"georgy", "georgiy", "georgi", "georgii"},
    Row{"grigory", "grigoriy", "grigori", "grigorii"},
    Row{"valery", "valeriy", "valeri", "valerii"},
    Row{"arkady", "arkadiy", "arkadi", "arkadii"},
    Row{"yelena", "elena", "jelena"},
    Row{"yekaterina", "ekaterina", "ekaterina"},
    Row{"mikhail", "mihail", "michail"},
    Row{"maxim", "maksim"},
    Row{"pyotr", "petr", "piotr"},
    Row{"fyodor", "fedor"},
    Row{"semyon", "semen"},
    Row{"artyom", "artem"},
    Row{"vyacheslav", "viacheslav"},
    Row{"ilya", "ilia"},
    Row{"tatiana", "tatyana", "tatjana"},
    Row{"natalia", "natalya", "nataliya", "natalja"},
    Row{"yulia", "yuliya", "julia", "iuliia"},
    Row{"maria", "mariya", "marija"},
    Row{"lukashenko", "lukashenka"},
};

constexpr std::array kEndings{
    Row{"skiy", "sky", "ski", "skii", "skyi", "skyy"},
    Row{"tskiy", "tsky", "tski"},
    Row{"yev", "iev", "ev"},
    Row{"yeva", "ieva", "eva"},
    Row{"ovich", "ovic", "ovych"},
    Row{"iy", "y", "ii"},
};

constexpr std::size_t kShortestStem = 3;  // "Iev" alone is a word of its own

std::span<const std::string_view> filled(const Row& row) {
  return {row.begin(), std::ranges::find(row, std::string_view())};
}

}  // namespace

std::span<const std::string_view> spellings_of_word(std::string_view word) {
  for (const Row& row : kWords) {
    if (std::ranges::find(row, word) != row.end()) return filled(row);
  }
  return {};
}

std::span<const std::string_view> spellings_of_ending(std::string_view word) {
  for (const Row& row : kEndings) {
    for (const std::string_view ending : filled(row)) {
      const bool is_plain = ending == "y" || ending == "ev" || ending == "eva";  // too common to take another's place
      if (!is_plain && word.ends_with(ending) && word.size() >= ending.size() + kShortestStem) return filled(row);
    }
  }
  return {};
}

}  // namespace tb::watchlist
