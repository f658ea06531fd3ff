import { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Request = typeof IncomingMessage;

export interface Exchanges {
  /** For `createServer`, whose exchanges are then known here: also those that Node answers by itself. */
  readonly classes: {
    readonly IncomingMessage: Request;
    readonly ServerResponse: typeof ServerResponse<IncomingMessage>;
  };
  /** The exchanges of a connection whose answers are not all with the client yet, the oldest first. */
  readonly inHand: (socket: Socket) => readonly ServerResponse<IncomingMessage>[];
  /** Whether the next byte on the connection begins a request, and nobody has anything to do with the last one. */
  readonly isFree: (socket: Socket) => boolean;
  /** Closes a connection on which something went wrong that nobody has foreseen, and reports it. */
  readonly fail: (socket: Socket, error: unknown) => void;
}

/**
 * Knows what each connection has in hand. What throws while it hears of a request or an answer, in this program or in
 * Node, closes that connection and no other: outside of here it would end the process, and every call in hand with it.
 *
 * @param report is told what was thrown
 */
export function createExchanges(report: (error: unknown) => void): Exchanges {
  const known = new WeakMap<Socket, ServerResponse<IncomingMessage>[]>();
  /** Answered before the body had come: the next byte may be one of it. */
  const halfRead = new WeakSet<Socket>();

  const fail = (socket: Socket, error: unknown): void => {
    report(error);
    socket.destroy();
  };

  /** Their own, since Express gives requests and answers other prototypes. */
  const guard = (
    emitter: IncomingMessage | ServerResponse<IncomingMessage>,
    emit: (event: string | symbol, ...given: unknown[]) => boolean,
    socket: Socket,
  ): void => {
    emitter.emit = (event: string | symbol, ...given: unknown[]): boolean => {
      try {
        return emit(event, ...given);
      } catch (error) {
        fail(socket, error);
        return true;
      }
    };
  };

  class GuardedRequest extends IncomingMessage {
    constructor(socket: Socket) {
      super(socket);
      guard(this, super.emit.bind(this), socket);
    }
  }

  class KnownResponse extends ServerResponse<IncomingMessage> {
    constructor(...given: ConstructorParameters<typeof ServerResponse<IncomingMessage>>) {
      super(...given);
      const { req } = this;
      const { socket } = req;
      guard(this, super.emit.bind(this), socket);
      const all = known.get(socket) ?? [];
      if (all.push(this) === 1) known.set(socket, all);
      this.once('close', () => {
        all.splice(all.indexOf(this), 1);
        if (!req.complete) halfRead.add(socket);
      });
    }
  }

  const inHand = (socket: Socket) => known.get(socket) ?? [];
  return {
    classes: { IncomingMessage: GuardedRequest, ServerResponse: KnownResponse },
    inHand,
    isFree: (socket) => inHand(socket).length === 0 && !halfRead.has(socket),
    fail,
  };
}
