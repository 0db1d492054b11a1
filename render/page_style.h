// The look of a page: system typefaces, a measure of about seventy characters, light and dark,
// paper. One constant, so that a page stays one file.

#pragma once

#include <string_view>

namespace dossier {

inline constexpr std::string_view kPageStyle = R"css(
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --ink: #22211f; --soft: #66625b; --rule: #dedad1; --link: #1d5a86;
  --wash: #f4f1e9; --mark: #8a3b1e;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", "Source Serif 4",
    Charter, "Bitstream Charter", Cambria, Georgia, "Times New Roman", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial,
    sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191a1c; --ink: #dedbd4; --soft: #a19c92; --rule: #37383b; --link: #8dbfe4;
    --wash: #222427; --mark: #e0987a;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.6 var(--serif); font-variant-numeric: oldstyle-nums proportional-nums;
  text-rendering: optimizeLegibility; overflow-wrap: break-word; hanging-punctuation: first;
}
.skip { position: absolute; left: -100vw; background: var(--paper); padding: .5rem 1rem; }
.skip:focus { left: 0; z-index: 1; }
a { color: var(--link); text-decoration-thickness: .06em; text-underline-offset: .18em; }
a:focus-visible, [tabindex]:focus-visible { outline: .15em solid var(--link); outline-offset: .15em; }
.page { max-width: 74rem; margin: 0 auto; padding: 0 1.25rem 4rem; }
header { padding: 3rem 0 1.25rem; max-width: 44rem; }
h1 {
  margin: 0 0 .75rem; font-size: clamp(1.75rem, 1.2rem + 2.4vw, 2.75rem); line-height: 1.15;
  font-weight: 600; letter-spacing: -.012em; text-wrap: balance;
}
.meta, nav, thead th, .sources .note {
  font-family: var(--sans); font-variant-numeric: lining-nums tabular-nums;
}
.meta { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 0;
  font-size: .85rem; color: var(--soft); }
.meta li + li::before { content: "·"; margin: 0 .6em; }
.meta .state { color: var(--mark); font-weight: 600; letter-spacing: .04em; text-transform: uppercase;
  font-size: .78rem; padding-top: .07rem; }
nav { font-size: .85rem; line-height: 1.4; border-top: 1px solid var(--rule);
  border-bottom: 1px solid var(--rule); padding: .7rem 0; margin-bottom: 2rem; }
nav ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; }
nav a { color: var(--soft); text-decoration: none; display: inline-block; padding: .15rem 0; }
nav a:hover { color: var(--link); text-decoration: underline; }
main { min-width: 0; max-width: 44rem; }
section { margin: 0 0 2.75rem; }
h2 { margin: 0 0 .8rem; font-size: 1.45rem; line-height: 1.25; font-weight: 600; }
h3 { margin: 1.4rem 0 .2rem; font-size: 1.125rem; line-height: 1.35; font-weight: 600; }
p { margin: 0 0 1em; text-wrap: pretty; }
ul, ol { margin: 0; padding-left: 1.2em; }
li { margin: 0 0 .6em; }
li::marker { color: var(--soft); }
.lead { font-weight: 600; }
.news { background: var(--wash); border-left: .2rem solid var(--mark); border-radius: .15rem;
  padding: 1.2rem 1.5rem; margin-left: -1.5rem; }
.news > :last-child { margin-bottom: 0; }
q { quotes: none; }
p, li, td { position: relative; }
.cite > a { font-family: var(--sans); font-size: .72em; text-decoration: none; white-space: nowrap;
  font-variant-numeric: lining-nums tabular-nums; vertical-align: .12em; padding: .1em .05em; }
.cite > a:hover { text-decoration: underline; }
.passage { display: none; position: absolute; left: 0; right: 0; z-index: 2; margin-top: .15rem;
  padding: .7rem .9rem; background: var(--paper); border: 1px solid var(--rule); border-radius: .3rem;
  box-shadow: 0 .3rem 1.2rem #0003; font: .84rem/1.45 var(--sans); color: var(--ink);
  font-variant-numeric: lining-nums; white-space: normal; text-align: left; font-weight: 400; }
.passage::before { content: ""; position: absolute; left: 0; right: 0; top: -.6rem; height: .6rem; }
.passage .from { display: block; color: var(--soft); }
.cite:hover > .passage, .cite:focus-within > .passage { display: block; }
td .passage { left: auto; right: 0; width: min(22rem, 80vw); }
svg.chart { display: block; width: 100%; height: auto; overflow: visible;
  font-family: var(--sans); fill: var(--ink); }
.timeline-chart { margin: .2rem 0 1.4rem; }
.timeline-chart text { font-size: 13px; fill: var(--soft); }
.timeline-chart circle, .timeline-chart rect { fill: var(--link); }
.chart .axis { stroke: var(--soft); stroke-width: 1; }
.charts { margin: 1.6rem 0 0; }
.chart-grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr));
  gap: 1.4rem 2rem; }
.chart-title { margin: 0 0 .1rem; font: 600 .82rem/1.4 var(--sans); }
.chart-grid text { font-size: 13px; }
.chart-grid .value { font-variant-numeric: tabular-nums; }
.track { fill: var(--wash); }
.chart rect.independent, .chart rect.self, .chart rect.relayed { stroke: var(--link); }
.chart rect.independent { fill: var(--link); }
.chart rect.self { fill: none; stroke: var(--mark); stroke-dasharray: 3 2; }
.chart rect.relayed { fill: var(--rule); }
figcaption { margin-top: .9rem; font: .78rem/1.6 var(--sans); color: var(--soft); }
.key { display: inline-block; width: 1.4em; height: .55em; border: 1px solid var(--link); }
.key.independent { background: var(--link); }
.key.self { border: 1px dashed var(--mark); }
.key.relayed { background: var(--rule); }
.timeline { list-style: none; padding: 0; }
.timeline li { display: grid; grid-template-columns: 6.6rem 1fr; gap: 0 1rem; }
.timeline time, .timeline .when { font-family: var(--sans); font-size: .82rem; color: var(--soft);
  font-variant-numeric: lining-nums tabular-nums; padding-top: .22rem; }
.scroll { margin: 0 0 1.2em; }
@media (max-width: 48rem) { .scroll { overflow-x: auto; } }
table { border-collapse: collapse; width: 100%; font-size: .95rem; line-height: 1.4;
  font-variant-numeric: lining-nums tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .5rem .9rem .5rem 0; min-width: 5.5rem; }
tbody th { font-weight: 400; border-bottom: 1px solid var(--rule); min-width: 8rem; }
tbody th.group { font-weight: 600; padding-top: 1.3rem; }
tbody:first-of-type th.group { padding-top: .6rem; }
thead th { font-size: .76rem; font-weight: 600; color: var(--soft); border-bottom: 1px solid var(--ink);
  vertical-align: bottom; }
td { border-bottom: 1px solid var(--rule); }
.sources ul { list-style: none; padding: 0; font-size: .95rem; line-height: 1.5; }
.sources li { display: grid; grid-template-columns: 2.6rem minmax(0, 1fr); overflow-wrap: anywhere; }
.sources .number { font-family: var(--sans); font-size: .8rem; line-height: 1.8; color: var(--soft);
  font-variant-numeric: lining-nums tabular-nums; }
.sources li:target { background: var(--wash); outline: .4rem solid var(--wash); }
.sources time { white-space: nowrap; }
.sources .note { font-size: .8rem; color: var(--soft); }
@media (min-width: 68rem) {
  .columns { display: grid; grid-template-columns: 44rem 1fr; gap: 5rem; }
  nav { order: 2; border: 0; padding: .3rem 0 0; }
  nav ul { position: sticky; top: 1.5rem; display: block; border-left: 1px solid var(--rule);
    padding-left: 1.2rem; }
  nav li { margin: 0 0 .35rem; }
}
@media (max-width: 36rem) {
  body { font-size: 1.0625rem; }
  header { padding-top: 1.75rem; }
  .news { margin-left: 0; padding: 1rem 1.1rem; }
  .timeline-chart text { font-size: 22px; }
  .timeline li { display: block; }
  .timeline time, .timeline .when { display: block; padding: 0; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --rule: #bbb; --link: #000; --wash: #fff;
    --mark: #000; }
  @page { margin: 2cm; }
  body { font-size: 10.5pt; line-height: 1.45; }
  .page, header, main { max-width: none; padding: 0; }
  .columns { display: block; }
  nav, .skip, .passage { display: none !important; }
  .charts { break-inside: avoid; }
  .news { margin: 0 0 2rem; padding: 0 0 0 1rem; }
  .scroll { overflow: visible; }
  h2, h3 { break-after: avoid; }
  li, tr { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  .sources a[href^="http"]::after { content: " <" attr(href) ">"; font-size: .85em; }
}
)css";

}  // namespace dossier
