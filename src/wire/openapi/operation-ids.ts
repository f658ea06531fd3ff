import type { JsonDialect, JsonRoute } from '../json/json-dialect.ts';

/**
 * The name of each call over all dialects: that of its dialect and its own. Where a dialect has a call at several
 * addresses, those behind the first have a number.
 */
export function operationIds(dialects: readonly JsonDialect[]): (route: JsonRoute) => string {
  const taken = new Set<string>();
  const ids = new Map<JsonRoute, string>();
  for (const { name, routes } of dialects) {
    for (const route of routes) {
      const plain = `${name}_${route.operation}`;
      let id = plain;
      for (let number = 2; taken.has(id); number++) id = `${plain}_${number}`;
      taken.add(id);
      ids.set(route, id);
    }
  }
  return (route) => ids.get(route) ?? route.operation;
}
