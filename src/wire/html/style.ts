import { PALETTE } from './palette.ts';

/**
 * What all pages look like: one style sheet inside each page, since a policy lets pages load nothing. Text keeps a
 * contrast of at least 4.5:1, field borders 3:1, in both schemes; what is pressed is at least 24 px high.
 */
export const STYLE = `
${PALETTE}* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word;
}
.column { width: 100%; max-width: 72rem; margin: 0 auto; padding: 0 1.5rem; }
.skip {
  position: absolute; top: .6rem; left: 1rem; z-index: 1; padding: .5rem 1rem; border-radius: 5px;
  font-weight: 600; color: var(--on-accent); background: var(--accent); text-decoration: none;
}
.skip:not(:focus) { width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header { border-bottom: 1px solid var(--line); border-top: 4px solid var(--accent); }
header .column { padding-top: .75rem; padding-bottom: .75rem; color: var(--quiet); }
header a { display: inline-block; min-height: 1.5rem; font-weight: 650; color: var(--text); text-decoration: none; }
header a:hover { text-decoration: underline; }
main { flex: 1 0 auto; }
main:focus { outline: none; }
main.column { padding-top: 2rem; padding-bottom: 4rem; }
footer { border-top: 1px solid var(--line); background: var(--raised); color: var(--quiet); font-size: .875rem; }
footer .column { display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; padding-top: 1rem; padding-bottom: 1.2rem; }
footer a { display: inline-block; min-height: 1.5rem; }
h1 { margin: 0 0 .5rem; font-size: 2rem; line-height: 1.2; font-weight: 650; letter-spacing: -.015em; overflow-wrap: anywhere; }
h2 { margin: 3rem 0 .7rem; padding-top: 1.4rem; border-top: 1px solid var(--line); font-size: 1.3rem; line-height: 1.3; font-weight: 650; }
h3 { margin: 1.4rem 0 .45rem; font-size: .875rem; font-weight: 600; color: var(--quiet); }
p { margin: 0 0 .8rem; max-width: 46rem; overflow-wrap: anywhere; text-wrap: pretty; }
.lead { font-size: 1.125rem; }
.quiet { color: var(--quiet); font-size: .9375rem; }
.notice { padding: .7rem 1rem; background: var(--tint); border-left: 3px solid var(--accent); border-radius: 0 5px 5px 0; font-size: .9375rem; }
a { color: var(--accent); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, pre, var, .name { font-family: var(--mono); font-size: .875em; }
.whole { white-space: nowrap; }
ul { list-style: none; margin: 0; padding: 0; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
th, td { padding: .65rem 1.5rem .65rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--quiet); font-size: .8125rem; font-weight: 600; }
tbody th { font-weight: 600; }
pre {
  margin: 0; padding: .9rem 1.1rem; background: var(--raised); border: 1px solid var(--line); border-radius: 6px;
  font-size: .8125rem; line-height: 1.55; tab-size: 2; white-space: pre-wrap; overflow-wrap: anywhere;
}
var { font-style: normal; font-size: 1em; color: var(--accent); font-weight: 600; }
form { margin-top: 1.4rem; }
.field { display: grid; grid-template-columns: 14rem minmax(0, 30rem); gap: .3rem 1.5rem; margin: 0 0 1.1rem; }
.field small { grid-column: 2; color: var(--quiet); font-size: .8125rem; line-height: 1.5rem; }
.field small a { display: inline-block; }
label { padding-top: .6rem; font-family: var(--mono); font-size: .875rem; font-weight: 600; }
.field ~ button { margin-left: 15.5rem; }
input, select, textarea {
  display: block; width: 100%; min-height: 2.65rem; padding: .5rem .65rem; font: 1rem/1.4 var(--mono);
  color: var(--text); background: var(--ground); border: 1px solid var(--edge); border-radius: 5px;
}
textarea { min-height: 5.5rem; resize: vertical; }
button {
  min-height: 2.75rem; padding: .55rem 1.6rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent);
  border: 1px solid transparent; border-radius: 5px; cursor: pointer;
}
button:hover { filter: brightness(1.1); }
@media (max-width: 42rem) {
  .column { padding: 0 1.1rem; }
  h1 { font-size: 1.6rem; }
  table, tbody, tr, tbody th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  tr { padding: .7rem 0; border-bottom: 1px solid var(--line); }
  tbody tr:first-child { border-top: 1px solid var(--line); }
  tbody th, td, td:last-child { width: auto; padding: 0; border: 0; overflow-wrap: anywhere; }
  .field { grid-template-columns: minmax(0, 1fr); }
  .field small { grid-column: 1; }
  label { padding-top: 0; }
  form button, .field ~ button { width: 100%; margin-left: 0; }
}
@media print { .skip, form { display: none; } }
`;
