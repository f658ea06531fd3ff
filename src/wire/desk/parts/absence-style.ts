/** The weeks of absences. Bars are told apart by their edges and words, not by colour alone. */
export const ABSENCE_STYLE = `
table.absences { table-layout: fixed; }
table.absences th:first-child { width: 11rem; }
table.absences th.words { width: 21rem; }
table.absences td.weeks-cell { padding-right: 1.1rem; }
table.absences ul { list-style: none; margin: 0; padding: 0; }
table.absences li + li { margin-top: .4rem; }
svg.weeks { display: block; width: 100%; height: 30px; font-size: .8125rem; }
svg.weeks.head { height: 18px; }
svg.weeks.head text { fill: var(--quiet); font-size: .75rem; font-weight: 400; }
svg.weeks line { stroke: var(--line); }
svg.weeks line.now { stroke: var(--text); stroke-width: 2; stroke-dasharray: 2 3; }
svg.weeks svg { max-width: none; height: 100%; }
svg.weeks rect { width: calc(100% - 2px); stroke-width: 1; }
svg.weeks rect.current { fill: var(--accent); stroke: var(--accent); }
svg.weeks text.current { fill: var(--on-accent); }
svg.weeks rect.planned { fill: var(--tint); stroke: var(--accent); }
svg.weeks text.planned { fill: var(--text); }
svg.weeks rect.past { fill: var(--raised); stroke: var(--edge); stroke-dasharray: 4 3; }
svg.weeks text.past { fill: var(--quiet); }
svg.weeks rect.gap { fill: var(--late-tint); stroke: var(--late); stroke-width: 2; stroke-dasharray: 6 3; }
svg.weeks text.gap { fill: var(--late); font-weight: 600; }
.over { color: var(--quiet); }
table + form { margin-top: 1rem; }
/* Where weeks are narrower than their labels, some go without. */
@media (max-width: 76rem) { svg.weeks.head text:not(:nth-of-type(2n + 1)) { display: none; } }
@media (max-width: 58rem) { svg.weeks.head text:not(:nth-of-type(4n + 1)) { display: none; } }
@media (max-width: 46rem) { table.cards caption { display: block; } }
`;
