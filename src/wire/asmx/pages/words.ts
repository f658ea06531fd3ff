import type { Operation } from '../contract/operation.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { CRITERIA, SORT_NAMES, type CriterionRule } from '../parameters/criteria.ts';
import { renderWordList } from './coded.ts';
import { renderTable } from './parameters.ts';

/** A part of an operation's page that lists what a value may be made of. */
export interface Words {
  readonly title: string;
  readonly content: Markup;
}

/** The words that an operation's texts are made of where only some are understood: those the server reads by. */
export function wordsOf({ parameters }: Operation): readonly Words[] {
  const takes = (parameter: string): boolean => parameters.some(({ name }) => name === parameter);
  return [
    ...(takes('xmlcriteria') ? [{ title: 'Criteria', content: renderCriteria() }] : []),
    ...(takes('SortBy') ? [{ title: 'Orders', content: renderOrders() }] : []),
  ];
}

const renderCriteria =
  (): Markup => markup`<p>What <code>xmlcriteria</code> may select by. A task has to meet all criteria given; upper and lower case are alike in their names, not in their values.</p>
${renderTable(
  'criteria',
  ['NAME', 'VALUE', 'Selects tasks'],
  Object.entries(CRITERIA).map(([name, { values, selects }]) => [
    markup`<th role="rowheader" scope="row" class="name">${name}</th>`,
    markup`<td role="cell">${renderValues(values)}</td>`,
    markup`<td role="cell">${selects}</td>`,
  ]),
)}`;

const renderValues = (values: CriterionRule['values']): Markup =>
  typeof values === 'string' ? markup`${values}` : markup`${renderWordList(values)}`;

const renderOrders = (): Markup =>
  markup`<p>What <code>SortBy</code> may be, with upper and lower case as here: ${renderWordList(SORT_NAMES)}.</p>`;
