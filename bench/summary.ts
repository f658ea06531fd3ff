import { FUNCTION_LIMIT, type Measurement } from './data/plan.ts';
import type { Results } from './rounds.ts';
import type { Sample } from './data/sample.ts';

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** One measurement over all rounds: medians, and how far the rounds lie apart. */
export interface Row {
  readonly name: string;
  readonly target: string;
  readonly connections: number;
  readonly perSecond: Spread;
  /** Of the same statements sent straight to the database over as many connections, in the same round. */
  readonly ofLimit: Spread | null;
  /** Of one function call per reassignment over 8 connections, in the same round. */
  readonly ofL: Spread | null;
  /** ms */
  readonly p50: number;
  readonly p99: number;
  /** ms until the answer began; null where that is not measured. */
  readonly firstP50: number | null;
  readonly firstP99: number | null;
  /** µs a call */
  readonly serverCpu: number | null;
  readonly databaseCpu: number | null;
  readonly errors: number;
}

export function summarise(results: Results): Row[] {
  const samplesOf = (name: string | undefined, connections?: number) =>
    [...results].find(([one]) => one.name === name && (connections ?? one.connections) === one.connections)?.[1];

  return [...results].map(([measurement, samples]) => {
    const { name, target, connections, limit } = measurement;
    return {
      name,
      target,
      connections,
      perSecond: spread(samples.map(({ perSecond }) => perSecond)),
      ofLimit: ratio(samples, samplesOf(limit, connections)),
      ofL: isReassignment(measurement) ? ratio(samples, samplesOf(FUNCTION_LIMIT)) : null,
      p50: median(samples.map(({ p50 }) => p50)),
      p99: median(samples.map(({ p99 }) => p99)),
      firstP50: medianOrNull(samples.map(({ firstByte }) => firstByte?.p50 ?? null)),
      firstP99: medianOrNull(samples.map(({ firstByte }) => firstByte?.p99 ?? null)),
      serverCpu: medianOrNull(samples.map(({ serverCpu }) => serverCpu)),
      databaseCpu: medianOrNull(samples.map(({ databaseCpu }) => databaseCpu)),
      errors: samples.reduce((sum, { errors }) => sum + errors, 0),
    };
  });
}

const isReassignment = ({ reassigns }: Measurement) => reassigns === true;

/** Round by round: what disturbed one has disturbed the other. */
export function ratio(samples: readonly Sample[], others: readonly Sample[] | undefined): Spread | null {
  if (!others) return null;
  return spread(samples.map(({ perSecond }, round) => perSecond / (others[round]?.perSecond ?? Number.NaN)));
}

const spread = (values: readonly number[]): Spread => ({
  median: median(values),
  least: Math.min(...values),
  most: Math.max(...values),
});

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

function medianOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length && known.length > 0 ? median(known) : null;
}
