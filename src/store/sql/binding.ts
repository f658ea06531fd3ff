/** A place for each value of a statement. */
export type Bind = (value: unknown) => string;

/**
 * The values of a statement, in the order in which they got their places.
 *
 * @param given those that have places already
 */
export function binding(given: readonly unknown[] = []): { readonly bind: Bind; readonly values: unknown[] } {
  const values = [...given];
  return { bind: (value) => `$${values.push(value)}`, values };
}
