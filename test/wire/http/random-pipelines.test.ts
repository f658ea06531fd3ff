import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import express from 'express';
import fc from 'fast-check';
import type { Dialect } from '../../../src/wire/dialect.ts';
import { listenerFor } from '../../../src/wire/http/http.ts';
import { listen, type Listening } from '../../../src/wire/http/listen.ts';
import { answersIn, type ReadAnswer } from '../../support/read-answers.ts';
import { LIMITS } from '../../support/http-limits.ts';

const RUNS = Number(process.env.PIPELINE_RUNS ?? 400);
const SEED = Number(process.env.PIPELINE_SEED ?? 4812);
const AT_ONCE = 20;

/** A connection on which nothing happens for so long hangs. */
const HANGS_MS = 4000;

/** The requests of a client on one connection, and how their bytes are cut into packets. */
interface Pipeline {
  readonly asked: readonly Asked[];
  /** Where packets end, as parts of the whole; a packet may end behind each request, too. */
  readonly cuts: readonly number[];
  readonly cutBehind: readonly boolean[];
  readonly waits: readonly number[];
}

interface Asked {
  readonly kind: string;
  readonly speed: 'fast' | 'slow' | 'pieces' | 'early';
  readonly body: string;
}

const chunk = (body: string): string => (body === '' ? '' : `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`);

/** The text of each kind of request; `at` is where it asks. */
const KINDS: Readonly<Record<string, (at: string, body: string) => string>> = {
  get: (at) => `GET ${at} HTTP/1.1\r\nHost: h\r\n\r\n`,
  head: (at) => `HEAD ${at} HTTP/1.1\r\nHost: h\r\n\r\n`,
  post: (at, body) => `POST ${at} HTTP/1.1\r\nHost: h\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  chunked: (at, body) => `POST ${at} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n${chunk(body)}0\r\n\r\n`,
  patient: (at) => `POST ${at} HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab`,
  expectant: (at) => `GET ${at} HTTP/1.1\r\nHost: h\r\nExpect: miracles\r\n\r\n`,
  rawGet: (at) => `GET ${at}&ü=日 HTTP/1.1\r\nHost: h\r\n\r\n`,
  rawPost: (at) => `POST ${at}&é HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc`,
  homeless: (at) => `GET ${at} HTTP/1.1\r\n\r\n`,
  broken: (at, body) => `POST ${at} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n${chunk(body)}zz\r\n`,
  junk: () => 'hello\r\n\r\n',
};

/** These may be refused with 400, and nothing behind them is answered then. */
const REFUSABLE = new Set(['rawGet', 'rawPost', 'homeless', 'broken', 'junk']);

const kind = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('get', 'head', 'post', 'chunked', 'patient', 'expectant') },
  { weight: 4, arbitrary: fc.constantFrom('rawGet', 'rawPost') },
  { weight: 1, arbitrary: fc.constantFrom('homeless', 'broken', 'junk') },
);
const pipeline: fc.Arbitrary<Pipeline> = fc.record({
  asked: fc.array(
    fc.record({
      kind,
      speed: fc.constantFrom('fast', 'slow', 'pieces', 'early'),
      body: fc.constantFrom('', 'x', 'UID=n&PWD=x', 'GET /body?ü HTTP/1.1\r\nHost: h\r\n\r\n', 'é'.repeat(500)),
    }),
    { minLength: 2, maxLength: 6 },
  ),
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
  cutBehind: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  waits: fc.array(fc.constantFrom(0, 1, 4, 12), { minLength: 12, maxLength: 12 }),
});

const PIECE = 'p'.repeat(3000);

async function* piecesOf(text: string): AsyncIterable<string> {
  yield text;
  await pause(2);
  yield PIECE;
}

describe('random pipelines with raw targets among ordinary calls', function () {
  this.timeout(60_000);
  let listening: Listening;
  /** The ids of what was carried out. */
  const carriedOut = new Set<string>();
  const faults: unknown[] = [];

  const idOf = (target: string): string => /id=([\d.]+)/.exec(target)?.[1] ?? target;
  const dialect: Dialect = {
    async answer({ path, query }) {
      const id = idOf(query);
      carriedOut.add(id);
      if (path === '/slow') await pause(6);
      return { status: 200, headers: {}, body: path === '/pieces' ? piecesOf(`<${id}>`) : `<${id}>` };
    },
    fault: () => ({ status: 500, headers: {}, body: 'sorry' }),
  };

  before(async () => {
    const listener = listenerFor(dialect, {
      ...LIMITS,
      maxBodyBytes: 100_000,
      bufferAnswerBytes: 1000,
      publicUrl: undefined,
      observer: { answered: () => undefined, failed: (_, error) => void faults.push(error) },
    });
    // Answers before the body has come, by way of Express, as what an operator asks for.
    const early = express().use((request, response) => {
      const id = idOf(request.url);
      carriedOut.add(id);
      response.end(`<${id}>`);
    });
    listening = await listen(
      (request, response) => {
        if (request.url?.startsWith('/early')) early(request, response);
        else listener(request, response);
      },
      { host: '127.0.0.1', port: 0, keepAliveSeconds: 65, failed: (error) => void faults.push(error) },
    );
  });
  after(() => listening.close());

  const packetsOf = ({ asked, cuts, cutBehind }: Pipeline, run: number): Buffer[] => {
    const requests = asked.map(({ kind, speed, body }, index) =>
      Buffer.from(KINDS[kind]?.(`/${speed}?id=${run}.${index}`, body) ?? ''),
    );
    requests.push(Buffer.from(`GET /fast?id=${run}.${asked.length} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`));
    const whole = Buffer.concat(requests);
    const behind = requests.map((_, index) => Buffer.concat(requests.slice(0, index + 1)).length);
    const ends = [
      ...behind.filter((_, index) => cutBehind[index]),
      ...cuts.map((part) => Math.round(part * whole.length)),
    ].sort((one, other) => one - other);
    return [...ends, whole.length].map((end, index) => whole.subarray(ends[index - 1] ?? 0, end));
  };

  /** Everything that comes back until the connection ends. */
  const exchange = (packets: readonly Buffer[], waits: readonly number[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(listening.address).port), '127.0.0.1');
      let received = '';
      socket.setNoDelay(true);
      socket.setTimeout(HANGS_MS, () => reject(new Error(`the connection hangs after ${JSON.stringify(received)}`)));
      socket.on('data', (chunk) => (received += chunk.toString()));
      // The server may have closed before everything was sent.
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(received));
      void (async () => {
        for (const [index, packet] of packets.entries()) {
          socket.write(packet);
          await pause(waits[index % waits.length] ?? 0);
        }
      })();
    });

  const check = async (sent: Pipeline, run: number): Promise<void> => {
    const { asked } = sent;
    const heads = asked.flatMap(({ kind }, index) => (kind === 'head' ? [index] : []));
    const answers = answersIn(await exchange(packetsOf(sent, run), sent.waits), new Set(heads));
    const answered = answers.filter(({ status }) => status === 200);
    const kinds = asked.map(({ kind }) => kind);
    answers.forEach((answer, index) =>
      // A request that breaks off may have been answered before.
      answer.status === 400 && kinds[index - 1] === 'broken'
        ? undefined
        : expectAnswer(answer, kinds[index] ?? 'get', `${run}.${index}`),
    );
    const last = answers.at(-1);
    if (last?.status !== 400) expect(answers).to.have.length(asked.length + 1);
    const done = [...carriedOut].filter((id) => id.startsWith(`${run}.`));
    expect(done, 'carried out and not answered, or the other way round').to.have.length(answered.length);
  };

  it(`are answered in order or refused, and end no server (${RUNS} of them)`, async () => {
    const pipelines = fc.sample(pipeline, { seed: SEED, numRuns: RUNS });
    for (let start = 0; start < pipelines.length; start += AT_ONCE) {
      await Promise.all(
        pipelines.slice(start, start + AT_ONCE).map((sent, index) =>
          check(sent, start + index).catch((error: unknown) => {
            throw new Error(`PIPELINE_SEED=${SEED}, pipeline ${start + index}: ${JSON.stringify(sent)}`, {
              cause: error,
            });
          }),
        ),
      );
    }
    expect(faults).to.deep.equal([]);
  });

  const expectAnswer = ({ status, body }: ReadAnswer, kind: string, id: string): void => {
    const place = `the answer to ${kind} ${id}`;
    if (status === 400) expect([...REFUSABLE], place).to.include(kind);
    else expect(status, place).to.equal(kind === 'expectant' ? 417 : 200);
    if (status === 200 && kind !== 'head') expect(body.replace(PIECE, ''), place).to.equal(`<${id}>`);
  };
});
