import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';

/** The outcome of a caller. */
export interface Called {
  readonly answered: number;
  /** The code of the error that ended it. */
  readonly endedBy: string;
}

/** Calls without pause until a call fails; ECONNREFUSED is the one that has not been sent. */
export async function callWithoutPause(url: string, { keepAlive }: { readonly keepAlive: boolean }): Promise<Called> {
  const agent = new Agent({ keepAlive, maxSockets: 1 });
  let answered = 0;
  for (;;) {
    try {
      const asked = get(url, { agent });
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      answer.resume();
      await once(answer, 'end');
      answered += 1;
    } catch (error) {
      agent.destroy();
      const isCoded = error instanceof Error && 'code' in error;
      return { answered, endedBy: isCoded ? String(error.code) : String(error) };
    }
  }
}
