import type { ClaimedNotice, NoticeGroup } from '../../store/notices/notice-claim.ts';
import type { NoticeStore } from '../../store/notices/notices.ts';
import type { Asking } from './asking.ts';
import { waitAfter } from './back-off.ts';
import { REASON_LENGTH, errorText } from './error-text.ts';
import { DeliveryFault, type Mail, type Transport } from '../mail/mail.ts';
import { createOutage } from '../../observe/outage.ts';
import { reasonNotToSend } from '../mail/recipient.ts';
import type { RelayLog } from './relay-log.ts';
import { MOST_ATTEMPTS, MOST_REFUSALS, type RelayTiming } from './timing.ts';
import { withinTime } from './within-time.ts';

export interface SendingOptions {
  readonly notices: NoticeStore;
  readonly compose: (notices: NoticeGroup, now: Date) => Mail;
  readonly transport: Transport;
  readonly asking: Asking;
  readonly log: RelayLog;
  readonly now: () => Date;
  readonly timing: RelayTiming;
  /** Called for notices whose mail was refused for good. */
  readonly givenUp: (count: number) => void;
}

/** The delivery of mails, one at a time. */
export interface Sending {
  /** Failures of the mail server in a row. */
  readonly failures: () => number;
  /** Sends the mail of claimed notices and marks them; never rejects. */
  readonly deliver: (group: NoticeGroup) => Promise<void>;
}

/** Builds the delivery: notices without a reachable recipient end, the others are sent, and marked by the outcome. */
export function createSending(options: SendingOptions): Sending {
  const { notices, compose, transport, asking, log, now, timing, givenUp } = options;
  const mailServer = createOutage(
    (reason) => log.error({ reason }, 'mail cannot be sent'),
    (failures) => log.info({ failures }, 'mail is sent again'),
  );

  return { failures: mailServer.failures, deliver };

  async function deliver(group: NoticeGroup): Promise<void> {
    const worthwhile = await withoutUndeliverable(group);
    if (isGroup(worthwhile)) await sendReadable(worthwhile);
  }

  async function withoutUndeliverable(group: NoticeGroup): Promise<readonly ClaimedNotice[]> {
    const reasons = new Map(group.map((notice) => [notice, reasonNotToSend(notice)]));
    for (const reason of new Set(reasons.values())) {
      if (reason === null) continue;
      const ended = group.filter((notice) => reasons.get(notice) === reason);
      log.info(fieldsOf(ended, reason), 'notice not sent');
      await asking.mark(() => notices.giveUp(ended, reason));
    }
    return group.filter((notice) => reasons.get(notice) === null);
  }

  /** A notice that cannot be written, as one without a template, must not hold up the others of its mail. */
  async function sendReadable(group: NoticeGroup): Promise<void> {
    const mail = written(group);
    if (!(mail instanceof DeliveryFault)) return send(group, mail);

    const alone = group.map((notice) => [notice, group.length === 1 ? mail : written([notice])] as const);
    const faulty = alone.flatMap(([notice, fault]) => (fault instanceof DeliveryFault ? [{ notice, fault }] : []));
    for (const { notice, fault } of faulty) await tryLater([notice], fault);
    const rest = group.filter((notice) => !faulty.some((each) => each.notice === notice));
    if (faulty.length === 0) await tryLater(group, mail);
    else if (isGroup(rest)) await sendReadable(rest);
  }

  function written(group: NoticeGroup): Mail | DeliveryFault {
    try {
      return compose(group, now());
    } catch (error) {
      return new DeliveryFault(`the mail could not be written: ${errorText(error)}`, 'content', { cause: error });
    }
  }

  async function send(group: NoticeGroup, mail: Mail): Promise<void> {
    const overdue = new DeliveryFault(`not accepted within ${timing.sendTimeoutMs} ms`, 'transport');
    try {
      await withinTime(timing.sendTimeoutMs, overdue, (signal) => transport.send(mail, signal));
    } catch (error) {
      const fault = error instanceof DeliveryFault ? error : new DeliveryFault(errorText(error), 'transport');
      if (fault.blame === 'transport') mailServer.failed(fault.message);
      // A server that refuses one mail is there to take others.
      else mailServer.ended();
      return tryLater(group, fault);
    }
    mailServer.ended();
    return asking.mark(() => notices.markSent(group));
  }

  async function tryLater(group: NoticeGroup, { message, blame, cause }: DeliveryFault): Promise<void> {
    const reason = message.slice(0, REASON_LENGTH);
    const [{ attempt }] = group;
    if (attempt >= (blame === 'transport' ? MOST_ATTEMPTS : MOST_REFUSALS)) {
      log.error(fieldsOf(group, reason), 'notice given up');
      givenUp(group.length);
      return asking.mark(() => notices.giveUp(group, reason));
    }
    const retryInMs = waitAfter(attempt, timing.retry);
    // An outage is logged once for all its mails.
    if (blame === 'transport') return asking.mark(() => notices.markUndelivered(group, reason, retryInMs));

    if (attempt === 1) log.warn({ ...fieldsOf(group, reason), err: cause }, 'notice put off');
    // The refusal may concern the words of one notice: the others must not be given up with it.
    return asking.mark(() => notices.markRefused(group, reason, { retryInMs, apart: blame === 'content' }));
  }
}

const isGroup = (notices: readonly ClaimedNotice[]): notices is NoticeGroup => notices.length > 0;

/** Names the first of notices that share a fate, and how many they are. */
function fieldsOf(group: readonly ClaimedNotice[], reason: string): object {
  const [first] = group;
  return {
    taskId: first?.taskId,
    topic: first?.topic,
    recipientId: first?.recipientId,
    attempt: first?.attempt,
    ...(group.length > 1 ? { notices: group.length } : {}),
    reason,
  };
}
