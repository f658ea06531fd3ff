import { PALETTE } from '../../html/palette.ts';
import { ABSENCE_STYLE } from '../parts/absence-style.ts';

/**
 * The style sheet of the desk. What is pressed is at least 24 px high; nothing is said by colour alone; tables become
 * lists of cards where there is no room for them.
 */
export const DESK_STYLE = `
${PALETTE}
:root { --late: #a3260f; --late-tint: #fdf0ed; --good: #1d6b34; --good-tint: #eef8f0; --soon: #7a5200; }
@media (prefers-color-scheme: dark) {
  :root { --late: #ff9e8a; --late-tint: #34201c; --good: #8fd6a0; --good-tint: #18281c; --soon: #e8bd62; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
html:has(.bar) { scroll-padding-bottom: 5rem; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--text);
  font: .9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word;
}
.column { width: 100%; max-width: 84rem; margin: 0 auto; padding: 0 1.5rem; }
.skip {
  position: absolute; top: .6rem; left: 1rem; z-index: 1; padding: .5rem 1rem; border-radius: 5px;
  font-weight: 600; color: var(--on-accent); background: var(--accent); text-decoration: none;
}
.skip:not(:focus) { width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.top { border-top: 4px solid var(--accent); border-bottom: 1px solid var(--line); background: var(--raised); }
.top .column { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.2rem; padding-top: .55rem; padding-bottom: .55rem; }
.brand { font-weight: 700; color: var(--text); text-decoration: none; }
.top nav ul { display: flex; flex-wrap: wrap; gap: .1rem .25rem; list-style: none; margin: 0; padding: 0; }
.top nav a { display: block; padding: .3rem .55rem; border-radius: 5px; color: var(--text); text-decoration: none; }
.top nav a:hover { background: var(--tint); text-decoration: underline; }
.top nav a[aria-current] { font-weight: 650; background: var(--tint); box-shadow: inset 0 -2px 0 var(--accent); }
.find { display: flex; flex: 1 1 13rem; gap: .4rem; min-width: 0; max-width: 18rem; margin-left: auto; }
.find input { width: auto; flex: 1 1 auto; min-width: 0; min-height: 2.1rem; padding: .25rem .6rem; }
.who { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .9rem; }

main { flex: 1 0 auto; }
main:focus { outline: none; }
main.column { padding-top: 1.6rem; padding-bottom: 4rem; }
footer { border-top: 1px solid var(--line); background: var(--raised); color: var(--quiet); font-size: .8125rem; }
footer .column { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; padding-top: .8rem; padding-bottom: 1rem; }
footer a { display: inline-block; min-height: 1.5rem; }

h1 { margin: 0 0 .4rem; font-size: 1.6rem; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { margin: 1.9rem 0 .5rem; font-size: 1.1rem; line-height: 1.3; font-weight: 650; }
h3 { margin: 1.2rem 0 .3rem; font-size: .9375rem; font-weight: 650; }
p { margin: 0 0 .8rem; max-width: 46rem; overflow-wrap: anywhere; text-wrap: pretty; }
.lead { font-size: 1.0625rem; }
.quiet { color: var(--quiet); }
.small { font-size: .8125rem; }
.count { color: var(--quiet); font-weight: 400; }
a { color: var(--accent); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .875em; }
summary { min-height: 1.5rem; color: var(--accent); cursor: pointer; }
details form { margin-top: .8rem; }
del { color: var(--quiet); }
ins { text-decoration: none; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
kbd { display: inline-block; min-width: 1.6rem; padding: 0 .35rem; border: 1px solid var(--edge); border-radius: 4px; text-align: center; font: inherit; font-size: .8125rem; }
time { white-space: nowrap; }

.notice { margin: 0 0 1.2rem; padding: .7rem 1rem; max-width: none; background: var(--tint); border-left: 4px solid var(--accent); border-radius: 0 5px 5px 0; }
.notice.done { background: var(--good-tint); border-color: var(--good); }
.notice.wrong { background: var(--late-tint); border-color: var(--late); }
.notice ul { margin: .3rem 0 0; padding-left: 1.2rem; }
.notice li a { display: inline-block; min-height: 1.5rem; vertical-align: top; }

table { width: 100%; border-collapse: collapse; }
caption { text-align: left; color: var(--quiet); padding: 0 0 .4rem; }
th, td { padding: .5rem 1.1rem .5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--quiet); font-size: .8125rem; font-weight: 600; vertical-align: bottom; }
thead th a { display: inline-block; min-height: 1.5rem; color: inherit; }
tbody th { font-weight: 600; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
td.tick, th.tick { width: 2.2rem; padding-right: .6rem; }
tr[data-row]:focus-within { background: var(--tint); }
.sub { display: block; color: var(--quiet); font-size: .8125rem; font-weight: 400; overflow-wrap: anywhere; }
.late { color: var(--late); font-weight: 600; }
.late::before { content: "\\25B2\\A0"; font-size: .75em; }
.mark { display: inline-block; padding: .02rem .5rem; border: 1px solid var(--edge); border-radius: 1rem; font-size: .8125rem; white-space: nowrap; }
.mark.bad { border-color: var(--late); color: var(--late); font-weight: 600; }
.mark.good { border-color: var(--good); color: var(--good); }
.mark.off { color: var(--quiet); border-style: dashed; }

form { margin: 0; }
.filters { display: flex; flex-wrap: wrap; align-items: end; gap: .7rem 1rem; margin: 0 0 1rem; padding: .8rem 1rem 1rem; background: var(--raised); border: 1px solid var(--line); border-radius: 6px; }
.filters > div { flex: 1 1 9rem; min-width: 0; max-width: 16rem; }
.filters > .actions { flex: 0 0 auto; margin: 0; }
label, legend { font-weight: 600; }
.filters label { display: block; font-size: .8125rem; }
fieldset { margin: 0 0 1.2rem; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; margin-bottom: .25rem; }
.field { margin: 0 0 1.2rem; max-width: 34rem; }
.field > label { display: block; margin-bottom: .2rem; }
.hint { display: block; color: var(--quiet); font-size: .8125rem; font-weight: 400; }
.fault { display: block; color: var(--late); font-size: .875rem; font-weight: 600; }
.fault::before { content: "\\25B2\\A0"; font-size: .75em; }
.choice { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .6rem; min-height: 2.2rem; font-weight: 400; }
label.choice { flex-wrap: nowrap; }
.choice > label { max-width: calc(100% - 2.1rem); font-weight: 400; }
.choice input:not([type=radio]):not([type=checkbox]) { width: auto; flex: 0 1 14rem; }
.choice textarea { flex: 1 1 100%; max-width: 46rem; }
.choice input[size] { flex: 0 0 6rem; }
.choice + .choice { margin-top: .35rem; }
input, select, textarea {
  width: 100%; min-height: 2.4rem; padding: .35rem .6rem; font: inherit; color: var(--text); background: var(--ground);
  border: 1px solid var(--edge); border-radius: 5px;
}
input[type=checkbox], input[type=radio] { width: 1.5rem; min-width: 1.5rem; height: 1.5rem; min-height: 1.5rem; margin: 0; padding: 0; accent-color: var(--accent); vertical-align: middle; }
textarea { min-height: 5rem; resize: vertical; }
[aria-invalid=true] { border-color: var(--late); border-width: 2px; }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem .9rem; margin: 1.2rem 0; }
button, .button {
  display: inline-block; min-height: 2.4rem; padding: .4rem 1.1rem; font: inherit; font-weight: 600; line-height: 1.5; text-decoration: none;
  color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: 5px; cursor: pointer;
}
button:hover, .button:hover { filter: brightness(1.1); }
button:disabled { opacity: .6; cursor: progress; }
button.plain, .button.plain { color: var(--accent); background: transparent; border-color: var(--edge); }
button.danger { color: #fff; background: #a3260f; }
button.link { min-height: 1.5rem; padding: 0; color: var(--accent); background: none; border: 0; font-weight: 400; text-decoration: underline; text-underline-offset: .15em; }
.bar { position: sticky; bottom: 0; display: flex; flex-wrap: wrap; align-items: center; gap: .6rem 1rem; margin: 1rem 0 0; padding: .7rem 0; background: var(--ground); border-top: 1px solid var(--line); }
.pages { display: flex; flex-wrap: wrap; gap: .5rem 1.2rem; align-items: center; margin: 1rem 0; }
.pages a { display: inline-block; min-height: 1.5rem; }
.pages a[aria-current] { color: var(--text); font-weight: 650; text-decoration: none; }

.ways { display: flex; flex-wrap: wrap; gap: 0 1rem; font-size: .8125rem; font-weight: 400; }
.ways a { display: inline-block; min-height: 1.5rem; }

dl.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1.2rem; margin: 0 0 1rem; }
dl.facts dt { color: var(--quiet); }
dl.facts dd { margin: 0; overflow-wrap: anywhere; }
.figures { display: flex; flex-wrap: wrap; gap: .8rem 2rem; list-style: none; margin: 0 0 1rem; padding: 0; }
.figures b { display: block; font-size: 1.35rem; line-height: 1.2; font-variant-numeric: tabular-nums; }

.timeline { list-style: none; margin: 0; padding: 0 0 0 1.2rem; border-left: 2px solid var(--line); }
.timeline > li { position: relative; margin: 0 0 1.3rem; break-inside: avoid; }
.timeline > li::before { content: ""; position: absolute; left: -1.63rem; top: .4rem; width: .7rem; height: .7rem; border-radius: 50%; background: var(--ground); border: 2px solid var(--accent); }
.timeline > li.asked::before { background: var(--accent); }
.timeline p { margin: 0 0 .2rem; }
.timeline dl.facts { margin: .2rem 0 0; font-size: .875rem; }
svg { max-width: 100%; height: auto; }
.chart { vertical-align: middle; }
.chart .late { fill: var(--late); }
.chart .soon { fill: var(--soon); }
.chart .later { fill: var(--accent); }
.chart .undated { fill: var(--edge); }
.chart .calls { fill: var(--accent); }
.chart .base { stroke: var(--edge); }
.key { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; list-style: none; margin: 0 0 1rem; padding: 0; font-size: .8125rem; }
svg text { fill: currentColor; }
${ABSENCE_STYLE}
@media (max-width: 46rem) {
  .column { padding: 0 1rem; }
  .find { flex: 1 1 100%; max-width: none; margin-left: 0; }
  h1 { font-size: 1.35rem; }
  table.cards, table.cards tbody, table.cards tr, table.cards tbody th, table.cards td { display: block; }
  table.cards thead:not(:has(a)) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  table.cards thead tr { display: flex; flex-wrap: wrap; gap: 0 1rem; }
  table.cards thead th, table.cards thead td { padding: .1rem 0; border: 0; }
  table.cards thead td { display: none; }
  table.cards tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
  table.cards tbody th, table.cards td, table.cards td.number { width: auto; padding: .05rem 0; border: 0; text-align: left; overflow-wrap: anywhere; }
  table.cards tbody tr:has(td.tick) { position: relative; padding-left: 2.2rem; }
  table.cards td.tick { position: absolute; left: 0; }
  table.cards td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); font-size: .8125rem; }
  table.cards td:empty, table.cards td.zero { display: none; }
  .bar { gap: .2rem .8rem; padding: .4rem 0; }
  .bar button { min-height: 2rem; padding: .15rem .7rem; font-size: .875rem; }
  html:has(.bar) { scroll-padding-bottom: 9rem; }
  form:not(:has(:checked)) > .bar { position: static; }
  dl.facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dl.facts dd { margin-bottom: .4rem; }
  .filters > div { max-width: none; flex-basis: 100%; }
}
/* Zoomed in far, what sticks would leave no room. */
@media (max-height: 36rem) { .bar { position: static; } html:has(.bar) { scroll-padding-bottom: 0; } }
@media (forced-colors: active) { .top nav a[aria-current] { text-decoration: underline; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print {
  .skip, .top nav, .find, .who form, .filters, .actions, .bar, .pages, footer a, .tick, .unprinted { display: none; }
  .top { border: 0; background: none; }
  body { font-size: 10pt; }
  a { color: inherit; text-decoration: none; }
  tr, li { break-inside: avoid; }
}
`;
