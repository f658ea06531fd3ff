import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { MOST_COUNTED } from '../../src/core/tasks/reassignments.ts';

describe('the function that the benchmark compares with', () => {
  it('counts reassignments as far as the server does', () => {
    const text = readFileSync(new URL('../../bench/targets/reassign-task.sql', import.meta.url), 'utf8');
    const [, most] = /least\(reassignments \+ 1, (\d+)\)/.exec(text) ?? [];
    expect(Number(most)).to.equal(MOST_COUNTED);
  });
});
