import type { Measurement } from './data/plan.ts';
import type { Sample, Window } from './data/sample.ts';

/** Everything measured, a sample a round. */
export type Results = ReadonlyMap<Measurement, readonly Sample[]>;

/**
 * Takes every measurement once a round, so that what else the machine does meets all of them alike. Every other round
 * runs backwards, so that none is always the one after a long write.
 */
export async function measureInRounds(
  measurements: readonly Measurement[],
  rounds: number,
  window: Window,
  progress: (text: string) => void,
): Promise<Results> {
  const results = new Map<Measurement, Sample[]>(measurements.map((each) => [each, []]));
  for (let round = 1; round <= rounds; round += 1) {
    const order = round % 2 === 1 ? measurements : [...measurements].reverse();
    for (const [index, measurement] of order.entries()) {
      const { name, connections, target } = measurement;
      const sample = await measurement.run(window);
      results.get(measurement)?.push(sample);
      progress(
        `round ${round}/${rounds}, ${index + 1}/${order.length}: ${[target, name].filter(Boolean).join(' ')}, ` +
          `${connections} connections: ${Math.round(sample.perSecond)}/s` +
          (sample.errors > 0 ? `, ${sample.errors} errors, the first: ${sample.firstError}` : ''),
      );
    }
  }
  return results;
}
