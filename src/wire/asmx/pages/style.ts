/** The pages' only style sheet. Text keeps a contrast of at least 4.5:1, field borders 3:1, in both schemes. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f5f6f8; --text: #1c2024; --quiet: #5a6370; --line: #dfe3e8; --edge: #858d99;
  --accent: #0a58a8; --on-accent: #ffffff;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15181c; --raised: #1d2126; --text: #e4e7ea; --quiet: #9ba5b1; --line: #30363d; --edge: #7b8592;
    --accent: #7cb8f5; --on-accent: #10151a;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
.column { max-width: 60rem; margin: 0 auto; padding: 0 1.5rem; }
header { border-bottom: 1px solid var(--line); border-top: 4px solid var(--accent); }
header .column { padding-top: .8rem; padding-bottom: .8rem; color: var(--quiet); }
header a { font-weight: 650; color: var(--text); text-decoration: none; }
header a:hover { text-decoration: underline; }
main { padding-top: 2rem !important; padding-bottom: 5rem !important; }
h1 { margin: 0 0 .4rem; font-size: 1.9rem; line-height: 1.2; font-weight: 650; letter-spacing: -.015em; overflow-wrap: anywhere; }
h2 { margin: 3rem 0 .6rem; padding-top: 1.2rem; border-top: 1px solid var(--line); font-size: 1.25rem; line-height: 1.3; font-weight: 650; }
h3 { margin: 1.2rem 0 .4rem; font-size: .875rem; font-weight: 600; color: var(--quiet); }
p { margin: 0 0 .8rem; max-width: 50rem; text-wrap: pretty; }
.lead { max-width: none; font-size: 1.125rem; }
.quiet, .back { color: var(--quiet); font-size: .9375rem; }
.back { margin-bottom: 1.6rem; }
a { color: var(--accent); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, pre, var, .name { font-family: var(--mono); font-size: .875em; }
ul { list-style: none; margin: 0; padding: 0; }
.operations { margin-top: 1.8rem; border-bottom: 1px solid var(--line); }
.operations li { display: grid; grid-template-columns: 15rem 1fr; gap: .2rem 1.5rem; padding: .75rem 0; border-top: 1px solid var(--line); }
.operations a { font-weight: 600; justify-self: start; }
.sections { display: flex; flex-wrap: wrap; gap: .3rem 1.3rem; margin-top: 1.2rem; font-size: .9375rem; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
th, td { padding: .6rem 1.5rem .6rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; }
th:first-child { width: 15.5rem; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--quiet); font-size: .8125rem; font-weight: 600; }
tbody th { font-weight: 600; }
pre {
  margin: 0; padding: .9rem 1.1rem; overflow-x: auto; background: var(--raised); border: 1px solid var(--line);
  border-radius: 6px; font-size: .8125rem; line-height: 1.55; tab-size: 2;
}
var { font-style: normal; font-size: 1em; color: var(--accent); font-weight: 600; }
form { margin-top: 1.2rem; }
.field { display: grid; grid-template-columns: 14rem minmax(0, 30rem); gap: .25rem 1.5rem; margin: 0 0 1rem; }
.field small { grid-column: 2; color: var(--quiet); font-size: .8125rem; }
label { padding-top: .55rem; font-family: var(--mono); font-size: .875rem; font-weight: 600; }
form button { margin-left: 15.5rem; }
input, textarea {
  display: block; width: 100%; padding: .5rem .65rem; font: 1rem/1.4 var(--mono);
  color: var(--text); background: var(--ground); border: 1px solid var(--edge); border-radius: 5px;
}
textarea { min-height: 5.5rem; resize: vertical; }
button {
  padding: .55rem 1.5rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent);
  border: 1px solid transparent; border-radius: 5px; cursor: pointer;
}
button:hover { filter: brightness(1.1); }
@media (max-width: 42rem) {
  .column { padding: 0 1.1rem; }
  h1 { font-size: 1.6rem; }
  .operations li { grid-template-columns: 1fr; }
  table, tbody, tr, tbody th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  tr { padding: .7rem 0; border-bottom: 1px solid var(--line); }
  tbody tr:first-child { border-top: 1px solid var(--line); }
  tbody th, td, td:last-child { width: auto; padding: 0; border: 0; overflow-wrap: anywhere; }
  td.type, td.needed { display: inline-block; color: var(--quiet); font-size: .875rem; }
  td.type { margin-right: .8rem; }
  td.needed::before { content: "required: "; }
  .field { grid-template-columns: 1fr; }
  .field small { grid-column: 1; }
  label { padding-top: 0; }
  form button { width: 100%; margin-left: 0; }
}
@media print { form, .sections, .back, #test { display: none; } pre { white-space: pre-wrap; } }
`;
