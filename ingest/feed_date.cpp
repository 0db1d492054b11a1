#include "ingest/feed_date.h"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/utf8.h"

namespace dossier {

namespace {

constexpr std::size_t kDateBytesMax = 100;

// Names of each month, folded, blanks between; a trailing dot is dropped before the look-up.
constexpr std::array<std::string_view, 12> kMonths = {
    " jan january janv janvier januar jänner enero ene gennaio gen janeiro januari januára "
    "ιαν ιανουαρίου января янв jaanuar január ledna stycznia tammikuu ocak styczeń ",
    " feb february febr fév févr février fevr februar febrero febbraio fevereiro fev februari "
    "φεβ φεβρουαρίου февраля фев február února lutego helmikuu şubat luty ",
    " mar march mars mär märz mrz marzo março maart mrt μαρ μάρ μαρτίου марта мар március "
    "března marca maaliskuu mart marts marec ",
    " apr april avr avril abril abr aprile απρ απριλίου апреля апр április dubna kwietnia "
    "huhtikuu nisan ",
    " may mai mayo maggio mag maio mei μαϊ μάι μαΐου мая май május máj května maja maj "
    "toukokuu mayıs ",
    " jun june juin juni junio giugno giu junho ιουν ιούν ιουνίου июня июн június jún června "
    "czerwca kesäkuu haziran ",
    " jul july juil juillet juli julio luglio lug julho ιουλ ιούλ ιουλίου июля июл július júl "
    "července lipca heinäkuu temmuz ",
    " aug august août aout agosto ago augustus αυγ αύγ αυγούστου августа авг augusztus srpna "
    "sierpnia elokuu ağustos augusti ",
    " sep sept september septembre septiembre settembre set setembro σεπ σεπτεμβρίου сентября "
    "сен szeptember szept září września syyskuu eylül ",
    " oct okt october octobre oktober octubre ottobre ott outubro out οκτ οκτωβρίου октября окт "
    "október října października lokakuu ekim ",
    " nov november novembre noviembre novembro νοε νοέ νοεμβρίου ноября ноя listopadu listopada "
    "marraskuu kasım ",
    " dec dez dic déc december décembre decembre dezember diciembre dicembre dezembro δεκ "
    "δεκεμβρίου декабря дек prosince grudnia joulukuu aralık ",
};

constexpr std::string_view kWeekdays =
    " mon tue tues wed weds thu thur thurs fri sat sun monday tuesday wednesday thursday friday "
    "saturday sunday lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi "
    "dimanche mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom lunedì martedì "
    "mercoledì giovedì venerdì sabato domenica gio sab пн вт ср чт пт сб вс ";
constexpr std::string_view kFillers = " at the on of um uhr à de del le den der a las klo ";

struct Zone {
  std::string_view name;
  int minutes;
};
constexpr std::array<Zone, 50> kZones = {{
    {"z", 0},      {"ut", 0},      {"gmt", 0},     {"utc", 0},    {"wet", 0},    {"est", -300},
    {"edt", -240}, {"cst", -360},  {"cdt", -300},  {"mst", -420}, {"mdt", -360}, {"pst", -480},
    {"pdt", -420}, {"akst", -540}, {"akdt", -480}, {"hst", -600}, {"ast", -240}, {"adt", -180},
    {"nst", -210}, {"ndt", -150},  {"brt", -180},  {"art", -180}, {"clt", -240}, {"bst", 60},
    {"west", 60},  {"met", 60},    {"mez", 60},    {"cet", 60},   {"mest", 120}, {"mesz", 120},
    {"cest", 120}, {"eet", 120},   {"sast", 120},  {"eest", 180}, {"msk", 180},  {"trt", 180},
    {"gst", 240},  {"pkt", 300},   {"ist", 330},   {"ict", 420},  {"wib", 420},  {"sgt", 480},
    {"hkt", 480},  {"awst", 480},  {"pht", 480},   {"jst", 540},  {"kst", 540},  {"acst", 570},
    {"aest", 600}, {"aedt", 660},
}};
constexpr std::array<Zone, 2> kFarZones = {{{"nzst", 720}, {"nzdt", 780}}};
// American shorthand that leaves summer time open.
constexpr std::array<std::pair<std::string_view, const char*>, 4> kRegions = {{
    {"et", "America/New_York"},
    {"ct", "America/Chicago"},
    {"mt", "America/Denver"},
    {"pt", "America/Los_Angeles"},
}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

// What a word means in a date. A word may be a weekday in one language and a month in another.
struct DateWord {
  bool is_weekday = false, is_filler = false;
  int month = 0;
};

template <typename Visit>
void for_each_word(std::string_view list, const Visit& visit) {
  for (std::size_t start = 0; start < list.size();) {
    const std::size_t end = std::min(list.find(' ', start), list.size());
    if (end > start) visit(list.substr(start, end - start));
    start = end + 1;
  }
}

DateWord meaning_of(std::string_view word) {
  static const std::unordered_map<std::string_view, DateWord> words = [] {
    std::unordered_map<std::string_view, DateWord> known;
    for_each_word(kWeekdays, [&](std::string_view each) { known[each].is_weekday = true; });
    for_each_word(kFillers, [&](std::string_view each) { known[each].is_filler = true; });
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
      for_each_word(kMonths[i], [&](std::string_view each) {
        if (int& month = known[each].month; month == 0) month = static_cast<int>(i) + 1;
      });
    }
    return known;
  }();
  const auto found = words.find(word);
  return found == words.end() ? DateWord{} : found->second;
}

struct Number {
  int value;
  std::size_t digits;
  char before;  // The character that parts it from what came before: '-', '/', '.', ' ' …
};

struct Parts {
  std::vector<Number> numbers;
  int year = -1, month = -1, day = -1;
  int hour = -1, minute = 0, second = 0;
  int half_day = -1;  // 0: am, 1: pm
  std::optional<int> offset_minutes;
  bool offset_is_named_utc = false;
  std::string region;  // "America/New_York"
};

// Reads the text into parts; refuses words that no date holds.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool run(Parts& parts) {
    bool first = true;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_digit(c)) {
        if (!number(parts)) return false;
        first = false;
      } else if (is_word(c)) {
        if (!word(parts, first)) return false;
        first = false;
      } else if (c == '(') {
        at_ = std::min(text_.find(')', at_), text_.size() - 1) + 1;  // A comment of RFC 822
      } else if ((c == '+' || c == '-') && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]) &&
                 parts.hour >= 0 && (!parts.offset_minutes || parts.offset_is_named_utc)) {
        if (!offset(parts)) return false;
      } else {
        if (c == '-' && at_ + 1 < text_.size() && text_[at_ + 1] == '-') return false;
        if (c != ' ' || before_ == 0) before_ = c;
        ++at_;
      }
    }
    if (korean_ && !parts.offset_minutes) parts.offset_minutes = 9 * 60;
    return true;
  }

 private:
  int digits(std::size_t most, std::size_t& count) {
    int value = 0;
    for (count = 0; count < most && at_ < text_.size() && is_digit(text_[at_]); ++count) {
      value = value * 10 + (text_[at_++] - '0');
    }
    return value;
  }

  bool number(Parts& parts) {
    std::size_t count = 0;
    const std::size_t first = at_;
    std::size_t end = at_;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    count = end - first;
    if (count <= 2 && end < text_.size() && text_[end] == ':') return clock(parts);
    if (count == 14 || count == 12 || count == 8) {
      std::size_t read = 0;
      parts.year = digits(4, read);
      parts.month = digits(2, read);
      parts.day = digits(2, read);
      if (count >= 12) parts.hour = digits(2, read);
      if (count >= 12) parts.minute = digits(2, read);
      if (count == 14) parts.second = digits(2, read);
      return true;
    }
    if (after_t_ && (count == 4 || count == 6) && parts.hour < 0) {
      std::size_t read = 0;
      parts.hour = digits(2, read);
      parts.minute = digits(2, read);
      if (count == 6) parts.second = digits(2, read);
      return true;
    }
    if (count > 7) return false;
    Number number{digits(7, count), count, before_};
    before_ = 0;
    for (const std::string_view suffix : {"st", "nd", "rd", "th", "º", "er"}) {
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with(suffix) &&
          (rest.size() == suffix.size() || !is_word(rest[suffix.size()]))) {
        at_ += suffix.size();
        break;
      }
    }
    const std::pair<std::string_view, int*> units[] = {{"년", &parts.year},  {"年", &parts.year},
                                                       {"월", &parts.month}, {"月", &parts.month},
                                                       {"일", &parts.day},   {"日", &parts.day}};
    for (const auto& [unit, part] : units) {
      if (!text_.substr(at_).starts_with(unit)) continue;
      at_ += unit.size();
      *part = number.value;
      if (unit == "년") korean_ = true;
      return true;
    }
    parts.numbers.push_back(number);
    return true;
  }

  bool clock(Parts& parts) {
    if (parts.hour >= 0) return false;
    std::size_t count = 0;
    parts.hour = digits(2, count);
    int* const rest[] = {&parts.minute, &parts.second};
    for (int* const part : rest) {
      if (at_ >= text_.size() || text_[at_] != ':') break;
      ++at_;
      *part = digits(2, count);
      if (count == 0) return false;
    }
    if (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == ':')) return false;
    if (at_ + 1 < text_.size() && (text_[at_] == '.' || text_[at_] == ',') &&
        is_digit(text_[at_ + 1])) {
      ++at_;
      while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    }
    before_ = 0;
    return true;
  }

  bool offset(Parts& parts) {
    const int sign = text_[at_++] == '-' ? -1 : 1;
    std::size_t count = 0;
    int hours = digits(4, count);
    int minutes = 0;
    if (count > 2) {
      minutes = hours % 100;
      hours /= 100;
    } else if (at_ + 1 < text_.size() && text_[at_] == ':' && is_digit(text_[at_ + 1])) {
      ++at_;
      minutes = digits(2, count);
    }
    if (hours > 23 || minutes > 59) return false;
    parts.offset_minutes = sign * (hours * 60 + minutes);
    parts.offset_is_named_utc = false;
    return true;
  }

  bool word(Parts& parts, bool first) {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    // "2003-12-31T10:14" and "13T9:15"
    const std::string_view written = text_.substr(start, at_ - start);
    after_t_ = (written == "T" || written == "t") && start > 0 && is_digit(text_[start - 1]);
    if (after_t_) return true;
    if (at_ < text_.size() && text_[at_] == '/' && !first) {
      while (at_ < text_.size() && text_[at_] != ' ') ++at_;
      parts.region = std::string(text_.substr(start, at_ - start));
      return true;
    }
    const std::string name = fold_case(written);
    if (name == "am" || name == "pm" || name == "오전" || name == "오후") {
      parts.half_day = name == "pm" || name == "오후" ? 1 : 0;
      if (name.size() > 2) korean_ = true;
    } else if (name == "a" || name == "p") {  // "3:09 p.m."
      if (!text_.substr(at_).starts_with(".m")) return name == "a";
      parts.half_day = name == "p" ? 1 : 0;
      at_ += 2;
    } else if (first && meaning_of(name).is_weekday && weekday_here(name)) {
      return true;
    } else if (const int month = month_named(name); month > 0) {
      if (parts.month > 0) return false;
      parts.month = month;
    } else if (!meaning_of(name).is_weekday && !meaning_of(name).is_filler && !zone(parts, name)) {
      // A weekday in a language that we do not know stands first, if anywhere.
      return first && at_ < text_.size() && written.size() > 1;
    }
    before_ = 0;
    return true;
  }

  // "mar." is Tuesday in "mar., 01 déc." and March in "Mar 1": a weekday has a month after it.
  [[nodiscard]] bool weekday_here(const std::string& name) const {
    if (month_named(name) == 0) return true;
    for (std::size_t i = at_; i < text_.size();) {
      if (!is_word(text_[i])) {
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < text_.size() && is_word(text_[end])) ++end;
      if (month_named(fold_case(text_.substr(i, end - i))) > 0) return true;
      i = end;
    }
    return false;
  }

  static int month_named(std::string_view name) { return meaning_of(name).month; }

  static bool zone(Parts& parts, std::string_view name) {
    const auto named = [name](const auto& zone) { return zone.name == name; };
    if (const auto* found = std::ranges::find_if(kZones, named); found != kZones.end()) {
      parts.offset_minutes = found->minutes;
      parts.offset_is_named_utc = found->minutes == 0;
      return true;
    }
    if (const auto* found = std::ranges::find_if(kFarZones, named); found != kFarZones.end()) {
      parts.offset_minutes = found->minutes;
      return true;
    }
    for (const auto& [shorthand, region] : kRegions) {
      if (shorthand != name) continue;
      parts.region = region;
      return true;
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  char before_ = 0;
  bool after_t_ = false;
  bool korean_ = false;
};

int full_year(const Number& number) {
  if (number.digits > 2) return number.value;
  return number.value + (number.value < 70 ? 2000 : 1900);
}

bool is_year(const Number& number) {
  return number.digits == 4 || (number.digits <= 2 && number.value > 31);
}

bool day_of_year(Parts& parts, int year, int ordinal) {
  if (ordinal < 1 || ordinal > 366) return false;
  const std::chrono::sys_days day =
      std::chrono::sys_days(std::chrono::year(year) / 1 / 1) + std::chrono::days(ordinal - 1);
  const std::chrono::year_month_day date(day);
  parts.year = year;
  parts.month = static_cast<int>(static_cast<unsigned>(date.month()));
  parts.day = static_cast<int>(static_cast<unsigned>(date.day()));
  return static_cast<int>(date.year()) == year;
}

bool one_number(Parts& parts) {
  const Number n = parts.numbers[0];
  parts.day = 1;
  if (n.digits == 4 && n.before == '-') {  // ISO 8601's -YYMM
    parts.year = 2000 + n.value / 100;
    parts.month = n.value % 100;
  } else if (n.digits == 4) {
    parts.year = n.value;
    parts.month = 1;
  } else if (n.digits == 5) {
    return day_of_year(parts, full_year({n.value / 1000, 2, 0}), n.value % 1000);
  } else if (n.digits == 6) {
    parts.year = full_year({n.value / 10000, 2, 0});
    parts.month = n.value / 100 % 100;
    parts.day = n.value % 100;
  } else if (n.digits == 7) {
    return day_of_year(parts, n.value / 1000, n.value % 1000);
  } else {
    return false;
  }
  return true;
}

bool two_numbers(Parts& parts) {
  const Number a = parts.numbers[0];
  const Number b = parts.numbers[1];
  if (b.digits == 3) return day_of_year(parts, full_year(a), b.value);
  if (b.digits > 2) {  // 12/2003
    if (a.digits > 2 || b.digits != 4) return false;
    parts.month = a.value;
    parts.year = b.value;
  } else {
    if (a.digits != 4 && a.before != '-') return false;
    parts.year = full_year(a);
    parts.month = b.value;
  }
  parts.day = 1;
  return true;
}

bool three_numbers(Parts& parts) {
  const auto& [a, b, c] = std::tie(parts.numbers[0], parts.numbers[1], parts.numbers[2]);
  const bool year_first =
      a.digits == 4 || (c.digits <= 2 && b.before == '-') || (a.digits <= 2 && a.value > 31);
  int month = b.value;
  int day = year_first ? c.value : a.value;
  if (!year_first && b.before == '/') std::swap(month, day);
  if (month > 12 && day <= 12) std::swap(month, day);
  parts.year = full_year(year_first ? a : c);
  parts.month = month;
  parts.day = day;
  return true;
}

bool with_month_name(Parts& parts) {
  const Number* year = nullptr;
  const Number* day = nullptr;
  for (const Number& number : parts.numbers) {
    if (year == nullptr && (is_year(number) || day != nullptr)) {
      year = &number;
    } else if (day == nullptr && number.digits <= 2) {
      day = &number;
    } else {
      return false;
    }
  }
  if (parts.year < 0) {
    if (year == nullptr) return false;
    parts.year = full_year(*year);
  }
  if (parts.day < 0) parts.day = day == nullptr ? 1 : day->value;
  return true;
}

// Settles which number is the year, which the month and which the day.
bool assign(Parts& parts) {
  if (parts.month > 0) return with_month_name(parts);
  if (parts.year >= 0 || parts.day >= 0) return false;
  switch (parts.numbers.size()) {
    case 1:
      return one_number(parts);
    case 2:
      return two_numbers(parts);
    case 3:
      return three_numbers(parts);
    default:
      return false;
  }
}

std::optional<std::chrono::seconds> region_offset(const std::string& region, Time local) {
  const std::unique_ptr<icu::TimeZone> zone(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(region)));
  if (!zone || *zone == icu::TimeZone::getUnknown()) return std::nullopt;
  int32_t raw = 0;
  int32_t summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone->getOffset(static_cast<double>(local.time_since_epoch().count()) * 1000.0, 1, raw, summer,
                  status);
  if (U_FAILURE(status)) return std::nullopt;
  return std::chrono::seconds((raw + summer) / 1000);
}

}  // namespace

std::optional<Time> parse_feed_date(std::string_view text) {
  const std::string line = on_one_line(text);
  if (line.empty() || line.size() > kDateBytesMax) return std::nullopt;
  Parts parts;
  if (!Scanner(line).run(parts) || !assign(parts)) return std::nullopt;

  if (parts.half_day >= 0 && parts.hour >= 0 && parts.hour <= 12) {
    parts.hour = parts.hour % 12 + 12 * parts.half_day;
  }
  if (parts.year < 1900 || parts.month < 1 || parts.day < 1) return std::nullopt;
  const std::chrono::year_month_day date = std::chrono::year(parts.year) / parts.month / parts.day;
  if (!date.ok()) return std::nullopt;
  const int hour = std::max(parts.hour, 0);
  if (hour > 24 || parts.minute > 59 || parts.second > 60) return std::nullopt;
  if (hour == 24 && (parts.minute != 0 || parts.second != 0)) return std::nullopt;
  Time time = Time(std::chrono::sys_days(date)) + std::chrono::hours(hour) +
              std::chrono::minutes(parts.minute) + std::chrono::seconds(std::min(parts.second, 59));
  if (!parts.region.empty()) {
    time -= region_offset(parts.region, time).value_or(std::chrono::seconds(0));
  } else if (parts.offset_minutes) {
    time -= std::chrono::minutes(*parts.offset_minutes);
  }
  return time;
}

}  // namespace dossier
