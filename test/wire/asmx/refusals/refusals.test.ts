import { expect } from 'chai';
import type { Operation, ScalarType } from '../../../../src/wire/asmx/contract/operation.ts';
import { srv } from '../../../../src/wire/asmx/contract/srv.ts';
import { requestBytes, showAnswer } from '../../../support/samples/message.ts';
import { exchange } from '../../../support/samples/socket.ts';
import { openWorld, type World } from '../../../support/samples/world.ts';
import { BINDINGS } from './bindings.ts';
import { REFUSALS, type Refusal, type Row } from './table.ts';

type BindingName = keyof typeof BINDINGS;
type Way = Parameters<World['serverFor']>[1];

const FIXTURE = new URL('../../samples/fixture.json', import.meta.url);
const ALL: readonly BindingName[] = ['get', 'post', 'soap11', 'soap12'];

const OPERATIONS: readonly Operation[] = Object.values(srv);
const ROWS: Readonly<Record<string, Row>> = REFUSALS;

const UNREADABLE = [
  'HTTP/1.1 500 Internal Server Error',
  'Cache-Control: private',
  'Content-Type: text/plain; charset=utf-8',
].join('\n');

const cannotConvert = (type: string, why: string) =>
  `Cannot convert x to System.${type}.␍\nParameter name: type ---> ${why}␍\n`;

/** The answers to "x", by type; null for a string, which may be anything. */
const MALFORMED: Readonly<Record<ScalarType, string | null>> = {
  string: null,
  int: cannotConvert('Int32', 'Input string was not in a correct format.'),
  boolean: cannotConvert('Boolean', 'String was not recognized as a valid Boolean.'),
  dateTime: cannotConvert(
    'DateTime',
    'The string was not recognized as a valid DateTime. There is an unknown word starting at index 0.',
  ),
};

const attribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A row's values by the names of the contract, in its order. */
function valuesOf({ parameters }: Operation, values: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const byName = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
  expect([...byName.keys()]).to.have.members(parameters.map(({ name }) => name.toLowerCase()));
  return new Map(parameters.map(({ name }) => [name, byName.get(name.toLowerCase()) ?? '']));
}

/** Pairs of which both are wrong at once: the second changes a value that the first leaves alone. */
const pairsOf = (refusals: readonly Refusal[]): readonly (readonly [Refusal, Refusal])[] =>
  refusals.flatMap((first, index) =>
    refusals
      .slice(index + 1)
      .filter((second) => Object.keys(second.but).every((name) => !(name in first.but)))
      .map((second) => [first, second] as const),
  );

describe('the refusals that operations begin with', () => {
  const zoneBefore = process.env.TZ;
  let world: World;

  before(async () => {
    process.env.TZ = 'Asia/Kolkata';
    world = await openWorld(FIXTURE);
  });
  after(async () => {
    await world.close();
    if (zoneBefore === undefined) delete process.env.TZ;
    else process.env.TZ = zoneBefore;
  });
  afterEach(() => world.restore());

  interface Asked {
    readonly bindings: readonly BindingName[];
    readonly ways?: readonly Way[];
    readonly numbered?: boolean;
  }

  /** Calls with what is wrong, and expects that the caller is told so, byte for byte, and that nothing has changed. */
  async function check(operation: Operation, row: Row, refused: Refusal, also: Refusal | null, asked: Asked) {
    const { bindings, ways = ['listener'], numbered = false } = asked;
    const { says, number } = refused;
    const errorCode = numbered && number !== null ? ` errorCode="${number}"` : '';
    const document = `<${row.root} success="false" error="${attribute(says)}"${errorCode} />`;
    const values = valuesOf(operation, { ...row.call, ...also?.but, ...refused.but });
    const cacheControl = row.kept === false ? 'private, max-age=0, no-store' : 'private, max-age=0';
    for (const way of ways) {
      const server = await world.serverFor({ ...row.settings, ...(numbered && { ERROR_CODES: 'on' }) }, way);
      for (const name of bindings) {
        const binding = BINDINGS[name];
        const request = requestBytes(binding.request(operation, values), world.valuesFor(server));
        const told = showAnswer(await exchange(server.port, request));
        const what = `${name} ${way}${also ? `, ${also.when}` : ''}`;
        expect(told, what).to.equal(binding.answer(operation, document, cacheControl));
        expect(server.takeFaults(), what).to.deep.equal([]);
      }
    }
    expect(await world.changes()).to.deep.equal({ tables: {} });
  }

  it('are those of every operation of the contract', () => {
    expect(Object.keys(ROWS)).to.have.members(Object.keys(srv));
  });

  for (const operation of OPERATIONS) {
    const row = ROWS[operation.name];
    if (!row) continue;
    for (const refused of row.refusals) {
      it(`${operation.name} refuses a call ${refused.when}`, async () => {
        await check(operation, row, refused, null, { bindings: ALL, ways: ['listener', 'throughExpress'] });
        await check(operation, row, refused, null, { bindings: ['get', 'soap12'], numbered: true });
      });
    }
    const pairs = pairsOf(row.refusals);
    if (pairs.length > 0) {
      it(`${operation.name} tells the first of two things that are wrong`, async () => {
        for (const [first, second] of pairs) await check(operation, row, first, second, { bindings: ['get'] });
      });
    }
    if (operation.parameters.length === 0) continue;
    it(`${operation.name} reads no form in which a parameter is missing or malformed`, async () => {
      const whole = valuesOf(operation, row.call);
      for (const { name, type, optional } of operation.parameters) {
        const without = new Map([...whole].filter(([each]) => each !== name));
        if (!optional) await checkUnreadable(operation, without, `Missing parameter: ${name}.␍\n`);
        const malformed = MALFORMED[type];
        if (malformed) await checkUnreadable(operation, new Map([...whole, [name, 'x']]), malformed);
      }
      expect(await world.changes()).to.deep.equal({ tables: {} });
    });
  }

  async function checkUnreadable(operation: Operation, values: ReadonlyMap<string, string>, text: string) {
    const server = await world.serverFor({}, 'listener');
    for (const name of ['get', 'post'] as const) {
      const request = requestBytes(BINDINGS[name].request(operation, values), world.valuesFor(server));
      expect(showAnswer(await exchange(server.port, request)), name).to.equal(`${UNREADABLE}\n\n${text}\n`);
    }
  }
});
