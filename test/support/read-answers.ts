/** One answer as it came over a connection. */
export interface ReadAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/**
 * Reads the answers on one connection, in turn and to the letter: what is no whole answer is an error.
 *
 * @param toHead the places of answers that have no body, whatever their head says
 */
export function answersIn(received: string, toHead: ReadonlySet<number>): ReadAnswer[] {
  const answers: ReadAnswer[] = [];
  let rest = Buffer.from(received);
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n');
    const head = rest.subarray(0, end).toString();
    const status = /^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1];
    if (end < 0 || status === undefined) throw new Error(`no head of an answer: ${JSON.stringify(rest.toString())}`);
    rest = rest.subarray(end + 4);
    if (status === '100') continue;
    const length = toHead.has(answers.length) && status === '200' ? 0 : lengthOf(head, rest);
    answers.push({ status: Number(status), head, body: bodyOf(head, rest.subarray(0, length)) });
    rest = rest.subarray(length);
  }
  return answers;
}

const isChunked = (head: string): boolean => /^transfer-encoding: chunked$/im.test(head);

function lengthOf(head: string, rest: Buffer): number {
  const length = isChunked(head)
    ? rest.indexOf('0\r\n\r\n') + 5
    : Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 'none');
  if (!(length <= rest.length)) throw new Error(`an answer without its body: ${JSON.stringify(head)}`);
  return length;
}

const bodyOf = (head: string, bytes: Buffer): string =>
  isChunked(head) ? bytes.toString().replace(/[0-9a-f]+\r\n([^\r]*)\r\n/g, '$1') : bytes.toString();
