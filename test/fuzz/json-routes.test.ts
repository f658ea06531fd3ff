import { expect } from 'chai';
import fc from 'fast-check';
import { callsOf, type Call } from '../../src/wire/openapi/page-calls.ts';
import { conformanceOf, type Conformance } from '../wire/openapi/conformance.ts';
import { describeAll, type Described } from '../wire/openapi/described.ts';
import { startFuzzedServer, type FuzzedServer, type Raw } from './fuzzed-server.ts';
import { requestsOf, type Sent } from './requests.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 20);
const SEED = Number(process.env.FUZZ_SEED ?? 4812);

/** The people who call: an owner of the tasks, assignees, a stranger, an administrator. */
const CALLERS = ['john.smith', 'jane.doe', 'jane.doe', 'alice.jones', 'dave.hall', 'adam.root', 'adam.root'];

/** How each API is shown a secret, and the name of its kind among the secrets. */
const CREDENTIALS: Readonly<Record<string, { readonly kind: string; readonly header: (secret: string) => object }>> = {
  maxsight: { kind: 'key', header: (secret) => ({ apikey: secret }) },
  worldserver: { kind: 'ticket', header: (secret) => ({ token: secret }) },
  orkes: { kind: 'orkes', header: (secret) => ({ 'x-authorization': secret }) },
  box: { kind: 'box', header: (secret) => ({ authorization: `Bearer ${secret}` }) },
  handover: { kind: 'ticket', header: (secret) => ({ authorization: `Bearer ${secret}` }) },
};

/** What no client is to see of a server. */
const INSIDES = /\bat .+:\d+:\d+|node_modules|\.ts\b|<html|<!doctype|\b(?:knex|postgres|select .+ from)\b|\[object /i;

const headersOf = (dialect: string, secret: string): Readonly<Record<string, string>> => ({
  ...CREDENTIALS[dialect]?.header(secret),
});

describe('any JSON call', function () {
  this.timeout(3_600_000);
  let all: Described;
  let conformance: Conformance;
  let server: FuzzedServer;

  before(async () => {
    all = await describeAll();
    conformance = conformanceOf(all.document);
    server = await startFuzzedServer();
  });
  after(async () => {
    await server.close();
    await all.close();
  });

  const secretOf = (dialect: string, login: string): string =>
    server.secrets.get(`${CREDENTIALS[dialect]?.kind}:${login}`) ?? '';

  const send = (call: Call, sent: Sent, credential: Readonly<Record<string, string>>): Promise<Raw> =>
    server.send({ method: call.method, path: sent.path, headers: { ...sent.headers, ...credential }, body: sent.body });

  /** Holds an answer to what is described; what is no address of this call any more is held to less. */
  function expectDescribed(call: Call, { isSound, path, headers }: Sent, { status, type, text }: Raw): void {
    expect(server.takeFaults(), text).to.deep.equal([]);
    expect(status, text).to.be.within(200, 499);
    expect(text).not.to.match(INSIDES);
    if (text !== '') {
      expect(type).to.match(/^application\/(?:problem\+)?json$/);
      JSON.parse(text);
    }
    const described = call.operation.responses?.[String(status)] as { readonly content?: object } | undefined;
    if (!described) {
      // The path may be that of another call, or of none; a coding is refused before anything is known of the call.
      const undescribed = headers['content-encoding'] === undefined ? [404, 405] : [400, 404, 405, 415];
      expect(isSound ? 'undescribed' : status, text).to.be.oneOf(undescribed);
      return;
    }
    expect(text !== '', `a body with ${status}`).to.equal(described.content !== undefined);
    if (text === '') return;
    const faults = conformance.answer(JSON.parse(text), call, { status: String(status), type }).split('\n');
    // An answer has no more than the fields that were asked for.
    const isPicked = new URLSearchParams(path.split('?')[1]).has('fields');
    const left = faults.filter((fault) => !(isPicked && fault.includes('must have required property')));
    expect(left.join('\n'), `${status} ${text}`).to.equal('');
  }

  let turn = 0;
  /** A change that has to go well whatever went before it. */
  async function expectInOrder(): Promise<void> {
    turn += 1;
    const path = `/2.0/task_assignments/${server.quietTask}`;
    const message = `Still here ${turn}.`;
    const answer = await server.send({
      method: 'PUT',
      path,
      headers: { ...headersOf('box', secretOf('box', 'jane.doe')), 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ message })),
    });
    expect(answer.status, answer.text).to.equal(200);
    expect(answer.text).to.include(message);
  }

  const told = (call: Call, sent: Sent, { status, text }: Raw): string =>
    `${call.method} ${sent.path.slice(0, 300)}\n${JSON.stringify(sent.headers).slice(0, 300)}\n${String(sent.body).slice(0, 600)}\n-> ${status} ${text.slice(0, 600)}`;

  const noting = async (call: Call, sent: Sent, raw: Raw, check: () => Promise<void> | void): Promise<void> => {
    try {
      await check();
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n${told(call, sent, raw)}`, {
        cause: error,
      });
    }
  };

  const each = (dialect: string, check: (call: Call, requests: fc.Arbitrary<Sent>) => Promise<void>): Promise<void> =>
    callsOf(all.document, dialect).reduce(async (before, call) => {
      await before;
      await check(call, requestsOf(call, JSON.parse(JSON.stringify(all.document)), server.known));
    }, Promise.resolve());

  it('is of a dialect that is called here', () => {
    expect(Object.keys(CREDENTIALS)).to.have.members(all.dialects.map(({ name }) => name));
  });

  for (const dialect of Object.keys(CREDENTIALS)) {
    it(`of ${dialect} is answered as it is described`, () =>
      each(dialect, (call, requests) =>
        fc.assert(
          fc.asyncProperty(requests, fc.constantFrom(...CALLERS), async (sent, login) => {
            const raw = await send(call, sent, headersOf(dialect, secretOf(dialect, login)));
            await noting(call, sent, raw, async () => {
              expectDescribed(call, sent, raw);
              if (raw.status >= 400) await expectInOrder();
            });
          }),
          { numRuns: RUNS, seed: SEED },
        ),
      ));

    it(`of ${dialect} wants a credential`, () =>
      each(dialect, (call, requests) =>
        fc.assert(
          fc.asyncProperty(requests, fc.constantFrom('', 'expired', 'nonsense'), async (sent, shown) => {
            if (call.security.length === 0) return;
            const { kind = '' } = CREDENTIALS[dialect] ?? {};
            const dead =
              server.secrets.get(`expired-${kind}:john.smith`) ?? server.secrets.get('expired:john.smith') ?? '';
            const secret = shown === 'expired' ? dead : 'nonsense';
            const raw = await send(call, sent, shown === '' ? {} : headersOf(dialect, secret));
            await noting(call, sent, raw, () => {
              expectDescribed(call, sent, raw);
              // A dead one is found out with the task; what cannot be read is refused before.
              const early = [400, 413, 415, ...(sent.isSound ? [] : [404, 405])];
              const isEarly = sent.headers['content-encoding'] !== undefined || !sent.isSound || shown !== '';
              expect(raw.status).to.be.oneOf(isEarly ? [401, ...early] : [401]);
            });
          }),
          { numRuns: Math.ceil(RUNS / 6), seed: SEED },
        ),
      ));
  }
});
