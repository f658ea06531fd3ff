import type { Results } from './rounds.ts';
import { median, ratio } from './summary.ts';

/** Renders how the first server's numbers relate to the second's, round by round; '' unless there are two. */
export function renderComparison(results: Results, first: string, second: string): string {
  const lines = [...results].flatMap(([measurement, samples]) => {
    if (measurement.target !== first) return [];
    const [, others] =
      [...results].find(
        ([other]) =>
          other.target === second && other.name === measurement.name && other.connections === measurement.connections,
      ) ?? [];
    const speed = ratio(samples, others);
    if (!others || !speed) return [];
    const of = (value: (sample: (typeof samples)[number]) => number | null): string => {
      const ratios = samples.map((sample, round) => {
        const other = others[round];
        return (value(sample) ?? Number.NaN) / ((other && value(other)) ?? Number.NaN);
      });
      const middle = median(ratios);
      return Number.isFinite(middle) ? middle.toFixed(2) : '';
    };
    const cells = [
      measurement.name,
      String(measurement.connections),
      `${speed.median.toFixed(2)} (${speed.least.toFixed(2)}–${speed.most.toFixed(2)})`,
      of(({ p50 }) => p50),
      of(({ p99 }) => p99),
      of(({ serverCpu }) => serverCpu),
      of(({ databaseCpu }) => databaseCpu),
    ];
    return [`| ${cells.join(' | ')} |`];
  });
  if (lines.length === 0) return '';
  return [
    `| ${first} : ${second} | connections | requests/s | p50 | p99 | server CPU | database CPU |`,
    '| --- | --: | --: | --: | --: | --: | --: |',
    ...lines,
  ].join('\n');
}
