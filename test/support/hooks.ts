import type { Runner } from 'mocha';
import { noteFailure, shareTestServer, stopTestServer } from './database.ts';

/**
 * Several processes share one PostgreSQL, which this one starts before them. A process of its own starts it for the
 * first test that asks for it, so that there is nothing to set up, only to stop.
 */
export async function mochaGlobalSetup(this: Runner & { isParallelMode(): boolean }): Promise<void> {
  if (this.isParallelMode()) await shareTestServer();
}

export async function mochaGlobalTeardown(): Promise<void> {
  await stopTestServer();
}

export const mochaHooks = {
  afterEach(this: Mocha.Context): void {
    if (this.currentTest?.state === 'failed') noteFailure();
  },
};
