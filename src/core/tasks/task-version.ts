/**
 * The version of a task as clients see it: the moment of its last change in UTC, with three decimals. A later change
 * is at least a millisecond later. What is finer than that is cut off, never rounded.
 */
export const versionText = (updatedAt: Date): string => updatedAt.toISOString();

/** The moments that an If-Match header names, in whole milliseconds since 1970; 'any' for `*`, which any task matches. */
export type AskedVersions = readonly number[] | 'any';

/**
 * Reads an If-Match header, which may name several versions: one that matches is enough (RFC 9110 13.1.1). Versions
 * are compared as moments, so quotes, `W/`, the offset and zeros at the end make no difference. What names no moment
 * matches nothing.
 */
export function readVersions(header: string): AskedVersions {
  const entries = (header.match(ENTRY) ?? []).map((entry) => entry.trim());
  return entries.includes('*') ? 'any' : entries.flatMap((entry) => momentOf(entry) ?? []);
}

/** A comma in quotes separates nothing. */
const ENTRY = /(?:"[^"]*"?|[^,"])+/g;

const MOMENT = /^(?:W\/)?("?)(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)\1$/i;

function momentOf(entry: string): number | null {
  const match = MOMENT.exec(entry);
  if (!match) return null;
  const [, , seconds = '', decimals = '', offset = ''] = match;
  const moment = Date.parse(`${seconds}.${decimals.slice(0, 3).padEnd(3, '0')}${offset}`.toUpperCase());
  return Number.isNaN(moment) ? null : moment;
}

/** The part of a request that tells which versions of the task its client knows. */
export interface VersionedRequest {
  /** The If-Match header: one of its versions has to be the task's. Left out, any state will do. */
  readonly ifMatch?: string | undefined;
  /** The number of the version that the client knows, where its API has numbers. */
  readonly knownVersion?: number | undefined;
}

/**
 * Whether the client knows other versions of the task than it has. A version that was not read is known to nobody.
 */
export function isStale(
  { ifMatch, knownVersion }: VersionedRequest,
  { version, updatedAt }: { readonly version?: number; readonly updatedAt?: Date | undefined },
): boolean {
  if (knownVersion !== undefined && knownVersion !== version) return true;
  if (ifMatch === undefined) return false;
  const versions = readVersions(ifMatch);
  return versions !== 'any' && !(updatedAt && versions.includes(updatedAt.getTime()));
}
