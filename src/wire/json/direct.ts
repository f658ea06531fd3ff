/** What a request is for, and what stands for the parts that its route names. */
export interface Directed<Route> {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a request; null where that is left to Express: it answers all that is not as usual. */
export type Directory<Route> = (method: string, path: string) => Directed<Route> | null;

interface Pattern<Route> {
  readonly segments: readonly string[];
  /** By the method, in capitals. */
  readonly routes: ReadonlyMap<string, Route>;
}

/** Of paths of these alone it is clear what they match. */
const PLAIN = /^(?:\/(?::\w+|[\w.-]+))+$/;

/**
 * Routes paths without escapes as Express does, which takes the first that fits: by their segments, case and all. A
 * path with an escape, with a slash at its end or with a method of its own kind is none of these.
 *
 * @throws Error for a route that may match more than that
 */
export function directoryOf<Route extends { readonly method: string; readonly path: string }>(
  routes: readonly Route[],
): Directory<Route> {
  const odd = routes.find(({ path }) => !PLAIN.test(path));
  if (odd) throw new Error(`${odd.path} is not made of names and parts alone`);
  const patterns = [...new Set(routes.map(({ path }) => path))].map((path): Pattern<Route> => ({
    segments: segmentsOf(path),
    routes: new Map(routes.filter((route) => route.path === path).map((route) => [route.method.toUpperCase(), route])),
  }));
  return (method, path) => {
    if (path.includes('%')) return null;
    const segments = segmentsOf(path);
    const found = patterns.find((pattern) => fits(pattern, segments));
    const route = found?.routes.get(method);
    return found && route ? { route, params: paramsOf(found, segments) } : null;
  };
}

const segmentsOf = (path: string): readonly string[] => path.split('/');

const isParam = (segment: string): boolean => segment.startsWith(':');

const fits = (pattern: Pattern<unknown>, segments: readonly string[]): boolean =>
  pattern.segments.length === segments.length &&
  pattern.segments.every((segment, at) => (isParam(segment) ? segments[at] !== '' : segment === segments[at]));

function paramsOf(pattern: Pattern<unknown>, segments: readonly string[]): Readonly<Record<string, string>> {
  const params: Record<string, string> = {};
  for (const [at, segment] of pattern.segments.entries())
    if (isParam(segment)) params[segment.slice(1)] = segments[at] ?? '';
  return params;
}
