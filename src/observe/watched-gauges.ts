import { setTimeout as pause } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';
import type { MailBacklog } from '../store/notices/notices.ts';
import type { PoolUse } from '../store/schema/pool-use.ts';

/** A scrape does not wait longer for the database. */
const READ_MS = 1000;

/** Gives what is read, or null when it cannot be read in time. */
const inTime = <Read>(read: () => Promise<Read>): Promise<Read | null> =>
  Promise.race([read().catch(() => null), pause(READ_MS, null, { ref: false })]);

/** All processes read the same table: the largest number is the newest or as good, and the sum would be wrong. */
export function watchMail(registry: Registry, read: () => Promise<MailBacklog>): void {
  let reading: Promise<MailBacklog | null> | undefined;
  const readOnce = (): Promise<MailBacklog | null> => (reading ??= inTime(read).finally(() => (reading = undefined)));
  const gauge = (name: string, help: string, valueOf: (backlog: MailBacklog) => number): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      aggregator: 'max',
      async collect() {
        const backlog = await readOnce();
        if (backlog) this.set(valueOf(backlog));
        else this.remove();
      },
    });
  gauge('handover_mail_waiting', 'Notices that wait to be mailed.', ({ waiting }) => waiting);
  gauge(
    'handover_mail_oldest_seconds',
    'Age of the oldest notice that waits to be mailed; 0 when none does.',
    ({ oldestSeconds }) => oldestSeconds,
  );
}

/** Of several processes one that is not ready makes the whole not ready: a call may reach that one. */
export function watchReadiness(registry: Registry, isReady: () => Promise<boolean>): void {
  new Gauge({
    name: 'handover_ready',
    help: '1 while the server can do its work, as /readyz says; else 0.',
    registers: [registry],
    aggregator: 'min',
    async collect() {
      this.set((await inTime(isReady)) === true ? 1 : 0);
    },
  });
}

/** The pools of all processes together. */
export function watchPools(registry: Registry, read: () => Readonly<Record<string, PoolUse>>): void {
  const gauge = (name: string, help: string, valueOf: (use: PoolUse) => number): Gauge =>
    new Gauge({
      name,
      help,
      labelNames: ['pool'],
      registers: [registry],
      collect() {
        for (const [pool, use] of Object.entries(read())) this.set({ pool }, valueOf(use));
      },
    });
  gauge('handover_pool_in_use', 'Connections to PostgreSQL that are in use, by pool.', ({ inUse }) => inUse);
  gauge('handover_pool_waiting', 'Statements that wait for a connection, by pool.', ({ waiting }) => waiting);
}
