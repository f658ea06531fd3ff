/**
 * The ids of a whole list as one value, four bytes each: a million of them are 4 MB, where as rows they would be
 * objects of a hundred bytes.
 *
 * @param query gives a column `id`, in the order of the list
 */
export const packedIds = (query: string): string =>
  `(select string_agg(int4send(listed.id), ''::bytea) from (${query}) as listed)`;

/** @param packed what PostgreSQL makes of `packedIds`; null for none */
export function unpackIds(packed: Buffer | null): Int32Array {
  if (!packed) return new Int32Array();
  return Int32Array.from({ length: packed.length / 4 }, (_, index) => packed.readInt32BE(index * 4));
}
