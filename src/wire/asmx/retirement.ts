import type { Answer, Dialect } from '../dialect.ts';

/** What clients are told of the end of this API. */
export interface Retirement {
  /** Since when it is not to be used for anything new; may be in the future. */
  readonly legacyDeprecated?: Date | undefined;
  /** From when it may be gone. */
  readonly legacySunset?: Date | undefined;
}

/** The same dialect, whose every answer says when it ends: in headers of RFC 9745 and RFC 8594, which SOAP ignores. */
export function announcing(dialect: Dialect, { legacyDeprecated, legacySunset }: Retirement): Dialect {
  if (!legacyDeprecated && !legacySunset) return dialect;
  const headers = {
    ...(legacyDeprecated && { Deprecation: `@${String(legacyDeprecated.getTime() / 1000)}` }),
    ...(legacySunset && { Sunset: legacySunset.toUTCString() }),
  };
  const announced = (answer: Answer): Answer => ({ ...answer, headers: { ...answer.headers, ...headers } });
  return {
    headers,
    answer: async (message) => announced(await dialect.answer(message)),
    fault: (message) => announced(dialect.fault(message)),
  };
}
