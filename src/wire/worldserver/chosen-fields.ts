/** Which fields of its objects a client wants. */
export type ChosenFields = (object: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/**
 * Reads `fields` and `excludedFields`, of which only one may be given: names with commas between them. Fields of an inner
 * object, in brackets behind its name, choose the whole of it. Null where both are given.
 */
export function readChosenFields(query: URLSearchParams): ChosenFields | null {
  const wanted = namesIn(query.get('fields'));
  const unwanted = namesIn(query.get('excludedFields'));
  if (wanted && unwanted) return null;
  if (!wanted && !unwanted) return (object) => object;
  return (object) =>
    Object.fromEntries(Object.entries(object).filter(([name]) => (wanted ? wanted.has(name) : !unwanted?.has(name))));
}

function namesIn(list: string | null): ReadonlySet<string> | null {
  if (list === null) return null;
  const names = withoutBrackets(list)
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 0 ? null : new Set(names);
}

/** What stands outside all brackets. */
function withoutBrackets(list: string): string {
  let depth = 0;
  let outside = '';
  for (const character of list) {
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) outside += character;
  }
  return outside;
}
