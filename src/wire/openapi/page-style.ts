/** What the page of the JSON calls has beside the style that all pages share. */
export const STYLE = `
.calls { columns: 17rem; column-gap: 2rem; }
.calls > li { break-inside: avoid; margin: 0 0 1.2rem; font-weight: 600; }
.calls ul { font-weight: 400; font-size: .9375rem; }
.calls a { display: inline-block; padding: .1rem 0; }
.schemes li { margin: 0 0 .4rem; max-width: 46rem; }
article { margin: 0 0 2.4rem; }
article .quiet { font-weight: 400; }
h3.object { font: 600 1rem var(--mono); color: var(--text); }
h4.call { margin: 2.2rem 0 .3rem; font-size: 1.0625rem; font-weight: 650; }
.line { display: flex; flex-wrap: wrap; gap: .2rem .7rem; align-items: baseline; }
.line code { overflow-wrap: anywhere; }
.method {
  padding: .05rem .5rem; border-radius: 4px; background: var(--tint); color: var(--accent); font: 600 .8125rem var(--mono);
}
article table { margin: 0 0 1rem; }
article th:first-child { width: 15rem; }
.answers th:first-child { width: 6rem; }
article td:nth-child(2) { overflow-wrap: anywhere; }
.fields td:nth-child(2) { width: 16rem; }
.answers td:last-child { width: 16rem; }
@media (max-width: 42rem) {
  article th:first-child, .answers th:first-child, .fields td:nth-child(2), .answers td:last-child { width: auto; }
}
`;
