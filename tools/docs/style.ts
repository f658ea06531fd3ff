/** What the pages of the documents have beside the style that all pages share. */
export const STYLE = `
article img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 6px; }
.column { max-width: 82rem; }
header .column { display: flex; flex-wrap: wrap; gap: 0 .5rem; align-items: baseline; }
.to-pages { display: none; }
.site { display: grid; grid-template: "pages text" auto / 15rem minmax(0, 1fr); gap: 0 3rem; }
article { grid-area: text; max-width: 58rem; }
article > :first-child { margin-top: 0; }
article p, article li { max-width: 46rem; }
article ul, article ol { margin: 0 0 .9rem; padding-left: 1.3rem; }
article ul { list-style: disc; }
article li { margin: 0 0 .3rem; }
article li > ul, article li > ol { margin: .3rem 0 0; }
article pre { margin: 0 0 1.1rem; }
article h3 { margin: 2rem 0 .5rem; font-size: 1.0625rem; color: var(--text); }
article h4 { margin: 1.5rem 0 .4rem; font-size: .9375rem; font-weight: 650; }
article h2 code, article h3 code, article h4 code { font-size: .93em; }
article blockquote { margin: 0 0 1rem; padding: .1rem 1rem; border-left: 3px solid var(--line); color: var(--quiet); }
.anchor { padding: 0 .25rem; font-weight: 400; color: var(--quiet); text-decoration: none; }
.anchor:not(:focus) { opacity: 0; }
:is(h2, h3, h4):hover .anchor { opacity: 1; }
@media (hover: none) { .anchor { opacity: .6 !important; } }
.table { margin: 0 0 1.2rem; overflow-x: auto; }
.table table { width: auto; min-width: min(100%, 24rem); overflow-wrap: break-word; }
.table th, .table td { padding: .5rem 1.2rem .5rem 0; vertical-align: top; overflow-wrap: break-word; }
.table th:last-child, .table td:last-child { padding-right: 0; }
.table .number { text-align: right; font-variant-numeric: tabular-nums; }
nav { grid-area: pages; font-size: .9375rem; line-height: 1.4; }
nav p { margin: 0; }
nav .kind { margin: 1.4rem 0 .3rem; font-size: .8125rem; font-weight: 600; color: var(--quiet); }
nav a { display: block; min-height: 1.5rem; padding: .15rem .7rem; border-left: 2px solid var(--line); color: var(--text); text-decoration: none; overflow-wrap: anywhere; }
nav .start a { border-color: transparent; padding-left: 0; font-weight: 600; }
nav a:hover { text-decoration: underline; }
nav a[aria-current] { border-color: var(--accent); color: var(--accent); font-weight: 650; }
nav li li a { padding-left: 1.5rem; font-size: .875rem; color: var(--quiet); }
@media (min-width: 60rem) {
  nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: 1rem .5rem 2rem 3px; margin-top: -1rem; }
}
@media (max-width: 59.99rem) {
  .site { display: block; }
  .to-pages { display: inline-block; margin-left: auto; color: var(--accent); font-weight: 400; }
  nav { margin-top: 3rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
}
@media (max-width: 42rem) {
  .table td, .table td:last-child { padding: 0 0 .2rem; overflow-wrap: anywhere; }
  .table td:first-child { font-weight: 600; }
  .table:not(.figures) td:empty { display: none; }
  .table td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); font-size: .8125rem; }
  .table td.number { text-align: left; }
  .figures table { display: table; width: max-content; }
  .figures thead { display: table-header-group; position: static; clip-path: none; }
  .figures tbody { display: table-row-group; }
  .figures tr { display: table-row; }
  .figures th, .figures td, .figures td:last-child { display: table-cell; max-width: 14rem; padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
  .figures td.number { text-align: right; }
  .figures td:first-child { font-weight: 400; }
}
@media print { nav, .anchor, .to-pages { display: none; } .site { display: block; } }
`;
