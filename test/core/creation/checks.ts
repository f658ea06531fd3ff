import { expect } from 'chai';
import type { NewTaskFacts, NewTaskRequest } from '../../../src/core/creation/new-task.ts';
import type { Refusal } from '../../../src/core/refusal.ts';
import { nobody, outcomeOf, planOf } from '../tasks/one-task.ts';
import { earlier, repeat } from './new-task.ts';

/** A reason to refuse, with what a request says and what is known when it is the reason. */
export type Check<Request, Facts> = readonly [Refusal, Partial<Request>, Partial<Facts>];

/**
 * Tests what both operations that open a task do in the same way: their checks, of which the first two are of the
 * ticket, in this order, and repeats.
 */
export function testChecksAndRepeats<Request extends NewTaskRequest, Facts extends NewTaskFacts>(
  decide: (more?: Partial<Request>, otherwise?: Partial<Facts>) => object,
  checks: readonly Check<Request, Facts>[],
): void {
  const request: Partial<Request> = {};
  const facts: Partial<Facts> = {};

  /** Each row is refused by its own reason although all the rows below it are refused as well. */
  checks.forEach(([refusal], index) => {
    it(`checks ${refusal} ${index === 0 ? 'first' : `after ${checks[index - 1]?.[0]}`}`, () => {
      const below = checks.slice(index).toReversed();
      const more = below.reduce((all, [, each]) => ({ ...all, ...each }), request);
      const otherwise = below.reduce((all, [, , each]) => ({ ...all, ...each }), facts);
      expect(outcomeOf(decide(more, otherwise))).to.equal(refusal);
    });
  });

  it('takes to the write what a repeat would be known by', () =>
    expect(planOf(decide({ ...request, repeat }))).to.have.property('repeat', repeat));

  describe('that is a repeat', () => {
    it('answers as the first call was answered, whatever is wrong by now', () => {
      const [, , ...below] = checks;
      for (const [, more, otherwise] of below)
        expect(decide({ repeat, ...more }, { earlier, ...otherwise })).to.deep.equal({ repeated: earlier.answer });
    });
    it('is refused when it says something else than the first', () => {
      const other = { ...repeat, parameters: 'b8'.repeat(32) };
      expect(outcomeOf(decide({ ...request, repeat: other }, { ...facts, earlier }))).to.equal('key-reused');
    });
    it('is answered where nobody noted what the first said', () => {
      const unnoted = { ...earlier, parameters: null };
      expect(decide({ ...request, repeat }, { ...facts, earlier: unnoted })).to.deep.equal({
        repeated: earlier.answer,
      });
    });
    it('answers nobody whose ticket is not valid any more', () => {
      expect(outcomeOf(decide({ ...request, credential: nobody }, { ...facts, earlier }))).to.equal('anonymous');
      expect(outcomeOf(decide(request, { ...facts, earlier, caller: null }))).to.equal('ticket-invalid');
    });
  });
}
