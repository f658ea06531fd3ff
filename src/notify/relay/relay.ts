import type { NoticeGroup } from '../../store/notices/notice-claim.ts';
import type { NoticeStore } from '../../store/notices/notices.ts';
import { createAsking } from './asking.ts';
import { waitAfter } from './back-off.ts';
import type { Mail, Transport } from '../mail/mail.ts';
import { createPruning } from './pruning.ts';
import type { RelayLog } from './relay-log.ts';
import { createSending } from './sending.ts';
import { createSleeper } from './sleeper.ts';
import { TIMING, type RelayTiming } from './timing.ts';

export interface RelayOptions {
  readonly notices: NoticeStore;
  /** May throw: that notice is tried again later, the others go out. */
  readonly compose: (notices: NoticeGroup, now: Date) => Mail;
  /** The relay's alone: it is closed when the relay stops. */
  readonly transport: Transport;
  /** Deletes old mail files; gives how many. */
  readonly pruneFiles?: () => Promise<number>;
  /** Called with the number of notices whose mail was refused for good. */
  readonly givenUp?: (count: number) => void;
  readonly log: RelayLog;
  readonly now?: () => Date;
  readonly timing?: Partial<RelayTiming>;
}

export interface Relay {
  /** Looks at the table soon: a notice was just written. */
  readonly wake: () => void;
  /**
   * Finishes mails being sent, gives back notices that were claimed and not begun, closes the transport, then resolves.
   */
  readonly stop: () => Promise<void>;
}

/**
 * Starts sending notices as they become due, to recipients in turn and at least once each, until stopped. Any number
 * of relays may work on one database. What goes wrong is logged when it begins and when it ends, and never thrown.
 */
export function startRelay(options: RelayOptions): Relay {
  const { notices, transport, log, pruneFiles = () => Promise.resolve(0), givenUp = () => undefined } = options;
  const timing: RelayTiming = { ...TIMING, ...options.timing };
  const sleeper = createSleeper();
  const asking = createAsking(log, timing.pollMs);
  const pruneNowAndThen = createPruning({ pruneNotices: notices.prune, pruneFiles, asking, log });
  const sending = createSending({ now: () => new Date(), ...options, givenUp, asking, timing });
  const inHand = new Set<Promise<void>>();
  let stopping = false;
  let lastRecipientId = 0;

  const finished = run();
  return {
    wake: sleeper.wake,
    stop() {
      stopping = true;
      sleeper.close();
      return finished;
    },
  };

  async function run(): Promise<void> {
    let idleLooks = 0;
    while (!stopping) {
      const free = (sending.failures() > 0 ? 1 : timing.concurrency) - inHand.size;
      if (free <= 0) {
        await Promise.race(inHand);
        continue;
      }
      const failures = Math.max(sending.failures(), asking.failures());
      if (failures > 0) await sleeper.sleepThrough(waitAfter(failures, timing.probe));
      if (!stopping) await pruneNowAndThen();
      const claimed = stopping ? 0 : await claimAndSend(free);
      idleLooks = claimed > 0 ? 0 : idleLooks + 1;
      // Also after a look that found nothing: calls wake the relay more often than it may look.
      await sleeper.sleepThrough((Math.max(claimed, 1) * 1000) / timing.perSecond);
      // Fewer than asked for: nothing more is due at present.
      if (claimed < free) await sleeper.sleep(timing.pollMs * Math.min(1 + idleLooks / 10, 5));
    }
    await Promise.all(inHand);
    transport.close();
  }

  async function claimAndSend(mails: number): Promise<number> {
    // Taken before the statement, so that our lease never seems longer than the database's.
    const claimedAt = performance.now();
    const { leaseMs, gatherMs, noticesPerMail } = timing;
    const limits = { mails, noticesPerMail, leaseMs, gatherMs, after: lastRecipientId };
    const claimed = (await asking.ask(() => notices.claim(limits))) ?? [];
    for (const group of claimed) {
      lastRecipientId = group[0].recipientId;
      const work = deliver(group, claimedAt).finally(() => inHand.delete(work));
      inHand.add(work);
    }
    return claimed.length;
  }

  function deliver(group: NoticeGroup, claimedAt: number): Promise<void> {
    // A process that was suspended, or waited long for the claim, must not send under a lease about to end.
    const late = performance.now() - claimedAt > timing.leaseMs - timing.sendTimeoutMs;
    return stopping || late ? asking.mark(() => notices.giveBack(group)) : sending.deliver(group);
  }
}
