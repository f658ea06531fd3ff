import { expect } from 'chai';
import { ERRORS, type ErrorWords } from '../../../../src/wire/asmx/reference/errors.ts';
import { REFUSALS, type Refusal } from '../refusals/table.ts';
import { readSampledAnswers } from './sampled-answers.ts';

/** Whether these words are said by a text: an ellipsis stands for what is wrong, NAME for the name of a criterion. */
const isSaidBy = (said: string, { says }: ErrorWords): boolean =>
  said === says ||
  new RegExp(
    `^${says
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace('NAME', '\\w+')
      .replace('…', '.+')}$`,
    's',
  ).test(said);

/** What the table calls a refusal and what the reference does, where two refusals say the same. */
const isMeantBy = ({ when, says }: Refusal, words: ErrorWords): boolean =>
  isSaidBy(says, words) &&
  (when !== 'without a ticket' || words.reason === 'anonymous' || words.reason === 'ticket-invalid') &&
  (!when.startsWith('for a caller without') || words.reason === 'access-denied');

/** Nothing that a client sends brings them about by itself: other calls at the same moment, or too many, do, or a server that fails. */
const NEEDS_OTHERS = new Set(['conflict', 'server-busy', 'sign-ins-busy', 'sign-in-throttled', 'fault']);

describe('the reference of errors', () => {
  const refused = readSampledAnswers().filter(({ document }) => document.attributes.success === 'false');

  for (const [operation, errors] of Object.entries(ERRORS)) {
    const { refusals } = REFUSALS[operation as keyof typeof REFUSALS];
    const placeOf = (refusal: Refusal): number => errors.findIndex((words) => isMeantBy(refusal, words));
    const sampled = refused.filter((each) => each.operation === operation);

    it(`has all that ${operation} says, with its number`, () => {
      const told = [
        ...sampled.map(({ sample, numbered, document: { attributes } }) => ({
          where: sample,
          says: attributes.error ?? '',
          number: numbered ? (attributes.errorCode ?? null) : undefined,
        })),
        ...refusals.map(({ when, says, number }) => ({ where: when, says, number })),
      ];
      const unknown = told.filter(
        ({ says, number }) =>
          !errors.some(
            (words) =>
              isSaidBy(says, words) &&
              (number === undefined || number === (words.number === null ? null : String(words.number))),
          ),
      );
      expect(unknown).to.deep.equal([]);
    });

    it(`says nothing that ${operation} does not say`, () => {
      const told = [
        ...sampled.map(({ document }) => document.attributes.error ?? ''),
        ...refusals.map(({ says }) => says),
      ];
      const unsaid = errors.filter(
        (words) => !NEEDS_OTHERS.has(words.reason) && !told.some((said) => isSaidBy(said, words)),
      );
      expect(unsaid.map(({ reason, says }) => `${reason}: ${says}`)).to.deep.equal([]);
    });

    it(`has the order of ${operation}`, () => {
      const wrong = refusals.flatMap((first, index) =>
        refusals
          .slice(index + 1)
          .filter((second) => Object.keys(second.but).every((name) => !(name in first.but)))
          .filter((second) => placeOf(second) < placeOf(first))
          .map((second) => `${first.when} comes before ${second.when}`),
      );
      expect(refusals.filter((refusal) => placeOf(refusal) === -1)).to.deep.equal([]);
      expect(wrong).to.deep.equal([]);
    });
  }
});
