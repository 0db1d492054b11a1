#include "render/svg.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <vector>

#include "base/escape_html.h"
#include "render/wording.h"

namespace dossier {
namespace {

// --- Timeline

constexpr double kAxisWidth = 700;
constexpr double kAxisMargin = 14;
constexpr double kAxisHeight = 84;
constexpr std::size_t kStackMax = 4;

struct Dot {
  DateWindow when;
  std::string text;
};

// "2026-05-11", "2026-05", "2026-05-11 to 2026-05-20"; more may stand behind: " (dated)".
std::optional<DateWindow> window_of(std::string_view label) {
  const std::string_view first = label.substr(0, label.find(' '));
  const auto start = parse_window(first);
  if (!start) return std::nullopt;
  const std::size_t to = label.find(" to ");
  if (to == std::string_view::npos) return start;
  const std::string_view rest = label.substr(to + 4);
  const auto end = parse_window(rest.substr(0, rest.find(' ')));
  return end ? DateWindow{start->first, end->last} : start;
}

std::vector<Dot> dots_of(const Section& timeline) {
  std::vector<Dot> dots;
  for (const Layout& layout : timeline.layouts) {
    const auto when = window_of(clean_line(layout.label));
    if (layout.kind != LayoutKind::list_item || !when) continue;
    std::string text = clean_line(layout.label) + ":";
    for (const DossierSentence& sentence : layout.sentences) text += ' ' + spoken_text(sentence);
    dots.push_back({*when, std::move(text)});
  }
  return dots;
}

class TimelineChart {
 public:
  explicit TimelineChart(std::vector<Dot> dots) : dots_{std::move(dots)} {
    first_ = std::ranges::min(dots_, {}, [](const Dot& d) { return d.when.first; }).when.first;
    last_ = std::ranges::max(dots_, {}, [](const Dot& d) { return d.when.last; }).when.last;
  }

  std::string draw() {
    if (first_ == last_) return {};
    std::string svg = fmt::format(
        "<svg class=\"chart timeline-chart\" viewBox=\"0 0 {} {}\" role=\"img\" "
        "aria-label=\"{} dated entries from {} to {}, told one by one below\">",
        kAxisWidth, kAxisHeight, dots_.size(), format_day(first_), format_day(last_));
    const double base = kAxisHeight - 30;
    svg += fmt::format("<line class=\"axis\" x1=\"{0}\" x2=\"{1}\" y1=\"{2}\" y2=\"{2}\"/>",
                       kAxisMargin, kAxisWidth - kAxisMargin, base);
    svg += months(base);
    std::map<int, std::size_t> stacks;
    for (const Dot& dot : dots_) {
      const double start = x_of(dot.when.first);
      const double end = x_of(dot.when.last);
      std::size_t& height = stacks[static_cast<int>(end / 12)];
      const double y = base - 11 - 13 * static_cast<double>(std::min(height++, kStackMax - 1));
      const std::string title = "<title>" + escape_html(dot.text) + "</title>";
      if (dot.when.is_one_day()) {
        svg +=
            fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5\">{}</circle>", end, y, title);
      } else {
        svg += fmt::format(
            "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"8\" rx=\"4\">{}</rect>",
            start, y - 4, std::max(end - start, 10.0), title);
      }
    }
    return svg + "</svg>\n";
  }

 private:
  [[nodiscard]] double x_of(Day day) const {
    const double share =
        static_cast<double>((day - first_).count()) / static_cast<double>((last_ - first_).count());
    return kAxisMargin + share * (kAxisWidth - 2 * kAxisMargin);
  }

  // A tick a month, or a few; its label where there is room.
  [[nodiscard]] std::string months(double base) const {
    using namespace std::chrono;
    const year_month_day start{first_};
    const year_month_day end{last_};
    const int count = (end.year() / end.month() - start.year() / start.month()).count();
    if (count < 3)
      return label(kAxisMargin, "start", format_day(first_), base) +
             label(kAxisWidth - kAxisMargin, "end", format_day(last_), base);
    const int step = std::max(1, (count + 4) / 5);
    std::string svg;
    for (int i = 1; i <= count; i += step) {
      const year_month month = start.year() / start.month() + std::chrono::months{i};
      const double x = x_of(Day{month / 1});
      svg +=
          fmt::format("<line class=\"axis\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\"/>",
                      x, base, base + 5);
      const char* anchor = x > kAxisWidth - 40 ? "end" : x < 40 ? "start" : "middle";
      svg += label(x, anchor, format_day(Day{month / 1}).substr(0, 7), base);
    }
    return svg;
  }

  [[nodiscard]] static std::string label(double x, const char* anchor, const std::string& text,
                                         double base) {
    return fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"{}\">{}</text>", x, base + 22,
                       anchor, text);
  }

  std::vector<Dot> dots_;
  Day first_{}, last_{};
};

// --- Scores

constexpr std::size_t kChartsMax = 4;
constexpr double kChartWidth = 340;
constexpr double kRowHeight = 34;

struct Score {
  std::string model, figure, standing;
  double value = 0;
  bool percent = false;
};

using Charts = std::vector<std::pair<std::string, std::vector<Score>>>;

// The chart starts at nought; points of an arena, all near one another, make no bars.
bool can_be_drawn(const std::vector<Score>& scores) {
  if (scores.size() < 2) return false;
  return std::ranges::all_of(scores, [&](const Score& s) {
    return s.value > 0 && s.value <= 100 && s.percent == scores.front().percent;
  });
}

Charts charts_of(const Section& benchmarks) {
  const auto column = [&](std::string_view name) {
    const auto found = std::ranges::find(benchmarks.columns, name);
    return static_cast<std::size_t>(found - benchmarks.columns.begin());
  };
  const std::size_t benchmark = column("Benchmark"), model = column("Model"),
                    figure = column("Figure"), standing = column("Standing");
  Charts charts;
  for (const Layout& layout : benchmarks.layouts) {
    const auto cell = [&](std::size_t i) {
      return i < layout.sentences.size() ? spoken_text(layout.sentences[i]) : std::string{};
    };
    if (layout.kind != LayoutKind::table_row) continue;
    Score score{cell(model), cell(figure), cell(standing), 0, false};
    char* end = nullptr;
    score.value = std::strtod(score.figure.c_str(), &end);
    score.percent = *end == '%';
    const std::string name = cell(benchmark);
    if (charts.empty() || charts.back().first != name) charts.push_back({name, {}});
    charts.back().second.push_back(std::move(score));
  }
  std::erase_if(charts, [](const auto& chart) { return !can_be_drawn(chart.second); });
  if (charts.size() > kChartsMax) charts.resize(kChartsMax);
  return charts;
}

std::string class_of(const Score& score) {
  if (score.standing == "Self-reported") return "self";
  if (score.standing == "Independent") return "independent";
  return "relayed";
}

std::string draw(const std::string& benchmark, const std::vector<Score>& scores) {
  std::string told = benchmark + ": ";
  std::string bars;
  double y = 0;
  for (const Score& score : scores) {
    if (&score != &scores.front()) told += "; ";
    told += score.model + ' ' + score.figure;
    if (!score.standing.empty()) told += ", " + score.standing;
    bars += fmt::format(
        "<text x=\"0\" y=\"{0}\">{1}</text>"
        "<text class=\"value\" x=\"{2}\" y=\"{0}\" text-anchor=\"end\">{3}</text>"
        "<rect class=\"track\" x=\"0\" y=\"{4}\" width=\"{2}\" height=\"8\"/>"
        "<rect class=\"{5}\" x=\"0.5\" y=\"{6}\" width=\"{7:.1f}\" height=\"7\"/>",
        y + 14, escape_html(score.model), kChartWidth,
        escape_html(score.figure.substr(0, score.figure.find(' '))), y + 20, class_of(score),
        y + 20.5, score.value / 100 * kChartWidth - 1);
    y += kRowHeight;
  }
  return fmt::format(
      "<div><p class=\"chart-title\">{}</p>\n<svg class=\"chart\" viewBox=\"0 0 {} {}\" "
      "role=\"img\" "
      "aria-label=\"{}\">{}</svg></div>\n",
      escape_html(benchmark), kChartWidth, y, escape_html(told), bars);
}

}  // namespace

std::string timeline_chart(const Section& timeline) {
  std::vector<Dot> dots = dots_of(timeline);
  if (dots.size() < 3) return {};
  return TimelineChart{std::move(dots)}.draw();
}

std::string score_charts(const Section& benchmarks) {
  const Charts charts = charts_of(benchmarks);
  if (charts.empty()) return {};
  std::string html = "<figure class=\"charts\">\n<div class=\"chart-grid\">\n";
  for (const auto& [benchmark, scores] : charts) html += draw(benchmark, scores);
  const bool told_apart =
      std::ranges::find(benchmarks.columns, "Standing") != benchmarks.columns.end();
  html += "</div>\n<figcaption>Figures of the table above, from 0 to 100.";
  if (told_apart) {
    html +=
        " <span class=\"key independent\">\u00A0</span>\u00A0independent, <span class=\"key "
        "self\">\u00A0</span>\u00A0self-reported, <span class=\"key "
        "relayed\">\u00A0</span>\u00A0relayed by a "
        "source that is neither";
    html += '.';
  }
  return html + "</figcaption>\n</figure>\n";
}

}  // namespace dossier
