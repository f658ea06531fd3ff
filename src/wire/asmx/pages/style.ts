/** Styles of the help pages alone; the name of an operation may need more room than its column, never less. */
export const STYLE = `
.operations { margin-top: 1.8rem; border-bottom: 1px solid var(--line); }
.operations li { display: grid; grid-template-columns: minmax(18rem, max-content) minmax(0, 1fr); gap: .2rem 1.5rem; padding: .75rem 0; border-top: 1px solid var(--line); }
.operations a { font-weight: 600; justify-self: start; }
.back { margin-bottom: 1.6rem; }
.back a { padding: .2rem 0; }
.sections { display: flex; flex-wrap: wrap; gap: .2rem 1.3rem; margin-top: 1rem; font-size: .9375rem; }
.sections a { display: inline-block; padding: .2rem 0; }
.answer th, .errors tbody th { overflow-wrap: anywhere; }
pre + p, .below { margin-top: 1.2rem; }
td.type { font-family: var(--mono); font-size: .8125rem; }
@media (min-width: 42.01rem) {
  .parameters th:first-child { width: 15.5rem; }
  .answer th:first-child { width: 34%; }
  .errors th:first-child { width: 30%; }
}
@media (max-width: 42rem) {
  .operations li { grid-template-columns: minmax(0, 1fr); }
  td.type, td.needed { display: inline-block; color: var(--quiet); font-size: .8125rem; }
  .answer th, .errors tbody th { overflow-wrap: anywhere; }
pre + p, .below { margin-top: 1.2rem; }
td.type { margin-right: .8rem; }
  td.needed::before { content: "required: "; }
  td.remedy::before { content: "what to do: "; color: var(--quiet); }
  td.none::before { content: "if none: "; }
  td.number::before { content: "errorCode: "; }
  td.written, td.none, td.number { color: var(--quiet); font-size: .8125rem; }
  .answer td:not(.none):nth-child(3), .errors td:not(.number):nth-child(4) { display: none; }
}
@media (min-width: 64rem) {
  .page { display: grid; grid-template: "head nav" auto "body nav" 1fr / minmax(0, 1fr) 10rem; column-gap: 4rem; }
  .page > .head { grid-area: head; }
  .page > .body { grid-area: body; }
  .page > nav { grid-area: nav; align-self: start; position: sticky; top: 1.5rem; margin-top: .4rem; padding-left: 1.2rem; border-left: 1px solid var(--line); }
  .page > .body > h2:first-child { margin-top: 2.2rem; }
  .sections { flex-direction: column; margin-top: 0; }
}
@media print { .sections, .back, #test { display: none; } }
`;
