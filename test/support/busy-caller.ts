import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';

/** The outcome of a caller. */
export interface Called {
  readonly answered: number;
  /** The code of the error that ended it. */
  readonly endedBy: string;
}

/** Somebody who calls. */
interface Caller {
  /** Resolves with the first answer, or with the end where there is none. */
  readonly begun: Promise<void>;
  readonly ended: Promise<Called>;
}

/** Calls without pause until a call fails; ECONNREFUSED is the one that has not been sent. */
export function callWithoutPause(url: string, { keepAlive }: { readonly keepAlive: boolean }): Caller {
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  return { begun, ended: callUntilFailure(url, keepAlive, begin).finally(begin) };
}

async function callUntilFailure(url: string, keepAlive: boolean, answeredOnce: () => void): Promise<Called> {
  const agent = new Agent({ keepAlive, maxSockets: 1 });
  let answered = 0;
  for (;;) {
    try {
      const asked = get(url, { agent });
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      answer.resume();
      await once(answer, 'end');
      answered += 1;
      answeredOnce();
    } catch (error) {
      agent.destroy();
      const isCoded = error instanceof Error && 'code' in error;
      return { answered, endedBy: isCoded ? String(error.code) : String(error) };
    }
  }
}
