import { AssertionError } from 'chai';

/** Waits for a promise to fail and gives its error; a promise that does not fail is the failure. */
export async function rejectionOf(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => new AssertionError('expected a rejection, but the promise was fulfilled'),
    (reason: unknown) => (reason instanceof Error ? reason : new AssertionError('rejected with something else')),
  );
  if (error instanceof AssertionError) throw error;
  return error;
}
