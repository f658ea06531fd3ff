import { noteFailure, stopTestServer } from './database.ts';

/** PostgreSQL is started by the first test that asks for it, so that there is nothing to set up, only to stop. */
export async function mochaGlobalTeardown(): Promise<void> {
  await stopTestServer();
}

export const mochaHooks = {
  afterEach(this: Mocha.Context): void {
    if (this.currentTest?.state === 'failed') noteFailure();
  },
};
