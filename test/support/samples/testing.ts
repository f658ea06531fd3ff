import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import { readSamples, writeExpectation, type Exchange, type Sample } from './folder.ts';
import { writeDatabase } from './database-file.ts';
import { changesInWordsOf, generaliseChanges, type Changes } from './ledger.ts';
import { expectationFrom, inWordsOf, requestBytes, showAnswer } from './message.ts';
import type { Composed } from '../../../src/server/dialects.ts';
import type { SampleServer } from './servers.ts';
import { exchange } from './socket.ts';
import { openWorld, type World } from './world.ts';

const SAMPLES = new URL('../../wire/samples/', import.meta.url);

/** Write the expectations from the answers, to be read by a person before they are committed. */
const updating = process.env.UPDATE_SAMPLES === '1';

/** Neither UTC nor a whole number of hours from it, and the same the whole year. */
const SERVER_TIME_ZONE = 'Asia/Kolkata';

/**
 * Registers a test for every sample. @param way `throughExpress` leaves out the shortcut that the calls have past
 * Express
 */
export function testSamples(title: string, way: keyof Composed): void {
  describe(title, () => {
    const zoneBefore = process.env.TZ;
    let world: World;

    before(async () => {
      process.env.TZ = SERVER_TIME_ZONE;
      world = await openWorld(new URL('fixture.json', SAMPLES));
    });

    after(async () => {
      await world.close();
      if (zoneBefore === undefined) delete process.env.TZ;
      else process.env.TZ = zoneBefore;
    });

    afterEach(() => world.restore());

    for (const sample of readSamples(fileURLToPath(SAMPLES))) {
      it(`${sample.name}`, async () => {
        const server = await world.serverFor(sample.settings, way);
        if (sample.before) await world.prepare(sample.before);
        for (const step of sample.exchanges) await checkExchange(step, server);
        checkChanges(sample, await world.changes(), server);
      });
    }

    async function checkExchange({ request, response, responseFile }: Exchange, server: SampleServer): Promise<void> {
      const values = world.valuesFor(server);
      const answer = await exchange(server.port, requestBytes(request, values));
      expect(server.takeFaults(), 'faults of the server').to.deep.equal([]);
      const shown = showAnswer(answer);
      if (updating) return writeExpectation(responseFile, expectationFrom(response, shown, values));
      expect(inWordsOf(response, shown, values)).to.equal(response);
      const length = answer.heads.at(-1)?.find((line) => line.startsWith('Content-Length: '));
      if (length !== undefined && !request.includes('\nHEAD '))
        expect(length).to.equal(`Content-Length: ${answer.body.length}`);
    }

    function checkChanges({ database, databaseFile }: Sample, changes: Changes, server: SampleServer): void {
      const values = world.valuesFor(server);
      const told = changesInWordsOf(database, changes, values);
      if (!updating) expect(told).to.deep.equal(database);
      else if (!isDeepStrictEqual(told, database)) writeDatabase(databaseFile, generaliseChanges(changes, values));
    }
  });
}
