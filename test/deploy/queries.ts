import { z } from 'zod';

const dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })),
});

/** What Grafana puts for its variables when everything is chosen, with a range for a test of seconds. */
const VARIABLES: readonly (readonly [string, string])[] = [
  ['$__rate_interval', '1m'],
  ['$__range', '1h'],
  ['$job', '.*'],
];

/** Gives the queries of a dashboard's panels, as Prometheus gets them. */
export const queriesOf = (text: string): readonly { readonly panel: string; readonly query: string }[] =>
  dashboard.parse(JSON.parse(text)).panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => ({
      panel: title,
      query: VARIABLES.reduce((query, [name, value]) => query.replaceAll(name, value), expr),
    })),
  );
