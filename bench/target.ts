import type { Address } from './load.ts';
import type { Sizes } from './data.ts';
import type { CpuReading } from './sample.ts';
import type { TaskPool } from './task-pool.ts';

/** A server under load. */
export interface Target {
  /** Empty when there is only one. */
  readonly label: string;
  readonly address: Address;
  readonly pool: TaskPool;
  readonly sizes: Sizes;
  readonly readCpu: () => Promise<CpuReading>;
}
