import { expect } from 'chai';
import { createTestDatabase } from './database.ts';

describe('the PostgreSQL of the tests', () => {
  it('is stopped by Ctrl-C, by kill, and by a terminal that closes', async () => {
    const database = await createTestDatabase('signals');
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const hearers = process.listeners(signal).map(({ name }) => name);
      expect(hearers, signal).to.include('stopInterrupted');
    }
    await database.drop();
  });
});
