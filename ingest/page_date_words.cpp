#include "ingest/page_date_words.h"

#include <array>
#include <string>

namespace dossier {
namespace {

// English, German, French, Spanish, Portuguese, Italian, Dutch, Scandinavian, Polish, Czech,
// Russian, Turkish, Indonesian.
constexpr std::array<std::string_view, 12> kMonths = {
    " january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari stycznia "
    "ledna января янв ocak ",
    " february feb februar feber février févr fév febrero fevereiro fev febbraio februari lutego "
    "února февраля фев şubat pebruari ",
    " march mar märz mrz mär mars marzo março maart mrt marts marca března марта мар mart maret ",
    " april apr avril avr abril abr aprile kwietnia dubna апреля апр nisan ",
    " may mai mayo maio mag maggio mei maj maja května мая mayıs ",
    " june jun juni juin junio junho giugno giu czerwca června июня июн haziran ",
    " july jul juli juillet juil julio julho luglio lug lipca července июля июл temmuz ",
    " august aug août aout agosto ago augustus augusti sierpnia srpna августа авг ağustos agustus ",
    " september sep sept septembre septiembre setembro set settembre września září сентября сен "
    "сент eylül ",
    " october oct oktober okt octobre octubre outubro out ottobre ott października října октября "
    "окт ekim ",
    " november nov novembre noviembre novembro listopada listopadu ноября ноя kasım ",
    " december dec dezember dez décembre déc diciembre dic dezembro dicembre desember des grudnia "
    "prosince декабря дек aralık "};

constexpr std::string_view kFillers =
    " mar mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat "
    "saturday "
    "sun sunday at on of the mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag "
    "sonnabend so sonntag um uhr den der am vom lun lundi mardi mer mercredi jeu jeudi ven "
    "vendredi "
    "sam samedi dim dimanche le du à h lunes martes mié miércoles jue jueves vie viernes sáb "
    "sábado "
    "dom domingo el de del las a às seg segunda feira ter terça qua quarta qui quinta sex sexta "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica alle ore il maandag dinsdag woensdag "
    "donderdag vrijdag zaterdag zondag om op kl klo den г в ";

bool lists(std::string_view list, std::string_view word) {
  if (word.empty()) return false;
  std::string key = " ";
  key.append(word).append(" ");
  return list.find(key) != std::string_view::npos;
}

}  // namespace

unsigned month_named(std::string_view word) {
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    if (lists(kMonths[i], word)) return i + 1;
  }
  return 0;
}

bool is_date_filler(std::string_view word) {
  return lists(kFillers, word);
}

}  // namespace dossier
