import { setTimeout as pause } from 'node:timers/promises';
import type { ClaimedNotice, NoticeStore } from '../../store/notices/notices.ts';
import { waitAfter } from './back-off.ts';
import { onOneLine } from '../mail/line.ts';
import { DeliveryFault, type Mail, type Transport } from '../mail/mail.ts';
import { createOutage } from '../../observe/outage.ts';
import { reasonNotToSend } from '../mail/recipient.ts';
import { createSleeper } from './sleeper.ts';
import { MARK_TRIES, MOST_ATTEMPTS, MOST_REFUSALS, PRUNE_EVERY_MS, TIMING, type RelayTiming } from './timing.ts';
import { withinTime } from './within-time.ts';

/** The part of a logger the relay uses; pino's fits. */
export interface RelayLog {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

/** last_error is for people to read. */
const REASON_LENGTH = 500;

export interface RelayOptions {
  readonly notices: NoticeStore;
  /** May throw: that notice is tried again later, the others go out. */
  readonly compose: (notice: ClaimedNotice, now: Date) => Mail;
  /** The relay's alone: it is closed when the relay stops. */
  readonly transport: Transport;
  readonly log: RelayLog;
  readonly now?: () => Date;
  readonly timing?: Partial<RelayTiming>;
}

export interface Relay {
  /** Looks at the table at once: a notice was just written. */
  readonly wake: () => void;
  /** Finishes the mails in hand, gives back what was claimed and not begun, closes the transport, resolves then. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts sending notices as they become due, at least once each, until stopped. Any number of relays may work
 * on one database. What goes wrong is logged when it begins and when it ends, and never thrown.
 */
export function startRelay(options: RelayOptions): Relay {
  const { notices, compose, transport, log, now = () => new Date() } = options;
  const timing: RelayTiming = { ...TIMING, ...options.timing };
  const sleeper = createSleeper();
  const inHand = new Set<Promise<void>>();
  const mailServer = createOutage(
    (reason) => log.error({ reason }, 'mail cannot be sent'),
    (failures) => log.info({ failures }, 'mail is sent again'),
  );
  const database = createOutage(
    (reason) => log.error({ reason }, 'notices cannot be read or marked'),
    (failures) => log.info({ failures }, 'notices are read and marked again'),
  );
  let stopping = false;
  let prunedAt = -Infinity;

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
      const free = (mailServer.failures() > 0 ? 1 : timing.concurrency) - inHand.size;
      if (free <= 0) {
        await Promise.race(inHand);
        continue;
      }
      const failures = Math.max(mailServer.failures(), database.failures());
      if (failures > 0) await sleeper.sleepThrough(waitAfter(failures, timing.probe));
      if (!stopping) await pruneNowAndThen();
      const claimed = stopping ? 0 : await claimAndSend(free);
      idleLooks = claimed > 0 ? 0 : idleLooks + 1;
      // Fewer than asked for: nothing more is due at present.
      if (claimed < free) await sleeper.sleep(timing.pollMs * Math.min(1 + idleLooks / 10, 5));
      else await sleeper.sleepThrough((claimed * 1000) / timing.perSecond);
    }
    await Promise.all(inHand);
    transport.close();
  }

  async function claimAndSend(limit: number): Promise<number> {
    // Taken before the statement, so that our lease never seems longer than the database's.
    const claimedAt = performance.now();
    const claimed = (await fromDatabase(() => notices.claim(limit, timing.leaseMs))) ?? [];
    for (const notice of claimed) {
      const work = deliver(notice, claimedAt).finally(() => inHand.delete(work));
      inHand.add(work);
    }
    return claimed.length;
  }

  async function deliver(notice: ClaimedNotice, claimedAt: number): Promise<void> {
    // A process that was suspended, or waited long for the claim, must not send under a lease about to end.
    const late = performance.now() - claimedAt > timing.leaseMs - timing.sendTimeoutMs;
    if (stopping || late) return mark(() => notices.giveBack(notice));

    const reason = reasonNotToSend(notice);
    if (reason !== null) {
      log.info(fieldsOf(notice, reason), 'notice not sent');
      return mark(() => notices.giveUp(notice, reason));
    }
    const fault = await faultInSending(notice);
    return fault === null ? mark(() => notices.markSent(notice)) : tryLater(notice, fault);
  }

  async function faultInSending(notice: ClaimedNotice): Promise<DeliveryFault | null> {
    let mail: Mail;
    try {
      mail = compose(notice, now());
    } catch (error) {
      return new DeliveryFault(`the mail could not be written: ${textOf(error)}`, 'mail', { cause: error });
    }
    const overdue = new DeliveryFault(`not accepted within ${timing.sendTimeoutMs} ms`, 'transport');
    try {
      await withinTime(timing.sendTimeoutMs, overdue, (signal) => transport.send(mail, signal));
    } catch (error) {
      const fault = error instanceof DeliveryFault ? error : new DeliveryFault(textOf(error), 'transport');
      if (fault.blame === 'transport') mailServer.failed(fault.message);
      // Who refuses one mail is there to take others.
      else mailServer.ended();
      return fault;
    }
    mailServer.ended();
    return null;
  }

  async function tryLater(notice: ClaimedNotice, { message, blame, cause }: DeliveryFault): Promise<void> {
    const reason = message.slice(0, REASON_LENGTH);
    if (notice.attempt >= (blame === 'mail' ? MOST_REFUSALS : MOST_ATTEMPTS)) {
      log.error(fieldsOf(notice, reason), 'notice given up');
      return mark(() => notices.giveUp(notice, reason));
    }
    // An outage is logged once for all its mails, a refusal the first time.
    if (blame === 'mail' && notice.attempt === 1) {
      log.warn({ ...fieldsOf(notice, reason), err: cause }, 'notice put off');
    }
    return mark(() => notices.markFailed(notice, reason, waitAfter(notice.attempt, timing.retry)));
  }

  async function mark(write: () => Promise<void>): Promise<void> {
    for (let tries = 1; tries <= MARK_TRIES; tries += 1) {
      if ((await fromDatabase(() => write().then(() => true))) !== null) return;
      if (tries < MARK_TRIES)
        await pause(waitAfter(tries, { firstMs: timing.pollMs / 5, longestMs: timing.pollMs * 5 }));
    }
  }

  async function pruneNowAndThen(): Promise<void> {
    if (performance.now() - prunedAt < PRUNE_EVERY_MS) return;
    const count = await fromDatabase(() => notices.prune());
    if (count === null) return;
    prunedAt = performance.now();
    if (count > 0) log.info({ count }, 'old notices deleted');
  }

  /** Null when the database failed, which is remembered. */
  async function fromDatabase<T>(ask: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await ask();
      database.ended();
      return answer;
    } catch (error) {
      database.failed(textOf(error));
      return null;
    }
  }
}

const fieldsOf = ({ taskId, topic, recipientId, attempt }: ClaimedNotice, reason: string) => ({
  taskId,
  topic,
  recipientId,
  attempt,
  reason,
});

/** The end of a message is what happened; Knex puts the whole statement before it. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return `${code}${onOneLine(error.message).slice(-REASON_LENGTH)}`;
}
