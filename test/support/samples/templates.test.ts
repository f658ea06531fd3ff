import { expect } from 'chai';
import { matches, matchesValue, type Values } from './templates.ts';

const HOUR_MS = 3_600_000;

describe('"now" in a sample', () => {
  const now = Date.now();
  const values: Values = { loadedAt: new Date(now - HOUR_MS), host: '127.0.0.1:1', tickets: new Map() };
  const moments: readonly [string, number, boolean][] = [
    ['is now', now, true],
    ['is when the fixture was loaded, however long ago', now - HOUR_MS, true],
    ['is nothing from before', now - 2 * HOUR_MS, false],
    ['is nothing to come', now + HOUR_MS, false],
  ];
  for (const [title, at, isMeant] of moments) {
    it(title, () => {
      const text = new Date(at).toISOString();
      expect(matchesValue('{{now}}', text, values)).to.equal(isMeant);
      expect(matches('at {{now ms}}.', `at ${text}.`, values)).to.equal(isMeant);
      expect(matches('{{now epoch}}', String(at), values)).to.equal(isMeant);
    });
  }
});
