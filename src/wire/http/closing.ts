import { Server as NetServer, type Socket } from 'node:net';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Exchanges } from './exchanges.ts';

/**
 * For so long before and after the port is closed no call is begun. Whoever calls without pause waits for its answer
 * then, and opens no connection that the closed port would reset: with several processes the last one closes it.
 */
const HELD_MS = 100;
/**
 * A process that stood still for longer than `PAUSE_MS` has not taken the connections that were opened meanwhile, and what
 * waits for a time comes before them: then the wait begins anew, for `MOST_HELD_MS` in all at the most.
 */
const STEP_MS = 10;
const PAUSE_MS = 40;
const MOST_HELD_MS = 3000;
/** Milliseconds during which answers say that the connection closes, so that few clients find it closed later. */
const FAREWELL_MS = 250;
/** A connection that is still busy after this long is cut off. */
const CLOSE_MS = 10_000;
const SWEEP_MS = 50;

export interface Closing {
  /**
   * Runs a call, which begins later where that is right. `last`: its answer is to be the last one of its connection.
   */
  begin(call: (last: boolean) => void): void;
  /** Answers what has been asked, takes nothing new, and resolves when the last connection is gone. */
  close(): Promise<void>;
}

/** Resolves when this process has not stood still for `HELD_MS`. */
async function calm(): Promise<void> {
  const end = performance.now() + MOST_HELD_MS;
  for (let since = performance.now(), now = since; now - since < HELD_MS && now < end;) {
    await delay(STEP_MS);
    const woken = performance.now();
    if (woken - now > PAUSE_MS) since = woken;
    now = woken;
  }
}

/** Closes a server without cutting off anybody who has sent a call. */
export function createClosing(server: Server, { inHand }: Exchanges): Closing {
  const open = new Set<Socket>();
  let held: ((last: boolean) => void)[] | undefined;
  let closing = false;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });

  const closePort = (): Promise<void> =>
    new Promise((resolve) => {
      // As its own `close` does, which cuts off connections on which nothing is asked at this moment, too.
      NetServer.prototype.close.call(server, () => resolve());
    });

  /** Closes connections on which nothing has been asked since the last look. */
  const sweepWith = (seen: Map<Socket, number>) => (): void => {
    for (const socket of open) {
      if (inHand(socket).length === 0 && seen.get(socket) === socket.bytesRead) socket.destroy();
      else seen.set(socket, socket.bytesRead);
    }
  };

  return {
    begin(call) {
      if (held) held.push(call);
      else call(closing);
    },

    async close() {
      held = [];
      await calm();
      const closed = closePort();
      await delay(HELD_MS);
      closing = true;
      const calls = held;
      held = undefined;
      for (const call of calls) call(true);
      await delay(FAREWELL_MS);
      const cut = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
      const sweep = setInterval(sweepWith(new Map()), SWEEP_MS);
      await closed;
      clearTimeout(cut);
      clearInterval(sweep);
    },
  };
}
