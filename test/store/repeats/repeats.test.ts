import { expect } from 'chai';
import { repeatOfKey } from '../../../src/store/repeats.ts';

const jane = {
  credential: { kind: 'ticket', secret: '3f7a1b2c-4d5e-6f7a-8b9c-0d1e2f3a4b5c' },
  idempotencyKey: 'a',
} as const;
const john = { ...jane, credential: { kind: 'ticket', secret: '4f7a1b2c-4d5e-6f7a-8b9c-0d1e2f3a4b5c' } } as const;

describe('what a call that may be a repeat is known by', () => {
  it('is the same for the same operation, task, ticket and key', () =>
    expect(repeatOfKey('ReassignTask', 4812, ['a'], { ...jane })).to.deep.equal(
      repeatOfKey('ReassignTask', 4812, ['a'], jane),
    ));

  it('is another for another operation, task, ticket or key', () => {
    const digests = [
      repeatOfKey('ReassignTask', 4812, [], jane),
      repeatOfKey('CreateRelatedTask', 4812, [], jane),
      repeatOfKey('ReassignTask', 4813, [], jane),
      repeatOfKey('ReassignTask', 4812, [], john),
      repeatOfKey('ReassignTask', 4812, [], { ...jane, idempotencyKey: 'b' }),
    ].map((repeat) => repeat?.digest);
    expect(new Set(digests).size).to.equal(5);
  });

  it('is the same for other parameters, which are noted beside it', () => {
    const [one, other] = [
      repeatOfKey('ReassignTask', 4812, ['a'], jane),
      repeatOfKey('ReassignTask', 4812, ['b'], jane),
    ];
    expect(one?.digest).to.equal(other?.digest);
    expect(one?.parameters)
      .to.match(/^[0-9a-f]{64}$/)
      .and.not.equal(other?.parameters);
  });

  it('is nothing for a call without a key', () =>
    expect(repeatOfKey('ReassignTask', 4812, [], { ...jane, idempotencyKey: '' })).to.equal(undefined));

  it('is remembered for a day', () =>
    expect(repeatOfKey('ReassignTask', 4812, [], jane)?.windowSeconds).to.equal(24 * 60 * 60));
});
