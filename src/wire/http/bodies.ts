import type { IncomingMessage } from 'node:http';

export interface BodyLimits {
  readonly maxBodyBytes: number;
  /** Bytes that all bodies being received, and those of calls not answered yet, may hold together. */
  readonly maxBodiesBytes: number;
}

/** 'too-large': longer than one may be; 'no-room': there were too many at once. What was read of it is gone. */
export type ReadBody = Buffer | 'too-large' | 'no-room';

/** What one body takes of the memory that all may hold together. */
export interface Share {
  /** Makes it so many bytes in all; false, and nothing is changed, when there is no room for them. */
  readonly hold: (bytes: number) => boolean;
  /** Gives all of it back, once its call has been answered. */
  readonly release: () => void;
}

const NOTHING = Buffer.alloc(0);

/**
 * Gives what reads bodies. One that may not be kept is read to its end and thrown away, so that the client is there to
 * hear the answer. Pieces are joined as they come: each of a body in chunks of one byte would cost hundreds.
 */
export function createBodies({ maxBodyBytes, maxBodiesBytes }: BodyLimits) {
  // The first body always has room.
  const most = Math.max(maxBodiesBytes, maxBodyBytes);
  let held = 0;

  return (request: IncomingMessage, done: (body: ReadBody, share: Share) => void): void => {
    let buffer: Buffer = NOTHING;
    let size = 0;
    let refused: 'too-large' | 'no-room' | undefined;
    let mine = 0;

    const hold = (bytes: number): boolean => {
      if (held - mine + bytes > most) return false;
      held += bytes - mine;
      mine = bytes;
      return true;
    };
    const release = (): void => void hold(0);
    const refuse = (why: 'too-large' | 'no-room'): void => {
      refused = why;
      buffer = NOTHING;
      release();
    };

    const add = (piece: Buffer): void => {
      const needed = size + piece.length;
      if (needed > maxBodyBytes) return refuse('too-large');
      // Most bodies come in one piece, which is kept as it is.
      const room = size === 0 ? needed : needed <= buffer.length ? buffer.length : roomFor(needed, maxBodyBytes);
      if (!hold(room)) return refuse('no-room');
      if (size === 0) buffer = piece;
      else {
        if (room > buffer.length) buffer = grown(buffer, size, room);
        piece.copy(buffer, size);
      }
      size = needed;
    };

    request.on('data', (piece: Buffer) => {
      if (refused === undefined) add(piece);
    });
    request.on('end', () =>
      done(refused ?? (size === buffer.length ? buffer : buffer.subarray(0, size)), { hold, release }),
    );
    // A client that goes away before the end asks for nothing.
    request.on('close', () => {
      if (!request.complete) release();
    });
  };
}

const roomFor = (needed: number, most: number): number => Math.min(Math.max(2 * needed, 1024), most);

function grown(buffer: Buffer, size: number, room: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(room);
  buffer.copy(larger, 0, 0, size);
  return larger;
}
