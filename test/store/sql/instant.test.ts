import { expect } from 'chai';
import { instantText } from '../../../src/store/sql/instant.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

describe('writing an instant for PostgreSQL', () => {
  let database: TestDatabase;
  before(async () => void (database = await createTestDatabase('instant')));
  after(() => database.drop());

  const rows: [sentence: string, ms: number, text: string][] = [
    ['writes UTC to the millisecond', Date.UTC(2024, 3, 15, 17, 0, 0, 7), '2024-04-15T17:00:00.007Z'],
    ['writes a year of one digit', Date.parse('0001-01-01T00:00:00Z'), '0001-01-01T00:00:00.000Z'],
    ['writes the year before', Date.parse('0000-12-31T23:00:00Z'), '0001-12-31T23:00:00.000Z BC'],
    ['writes a year of five digits', Date.parse('+010000-01-01T07:59:59Z'), '10000-01-01T07:59:59.000Z'],
    ['writes the earliest one there can be', Date.parse('0000-12-31T10:00:00Z'), '0001-12-31T10:00:00.000Z BC'],
  ];
  for (const [sentence, ms, text] of rows) {
    it(sentence, async () => {
      expect(instantText(new Date(ms))).to.equal(text);
      const { rows } = await database.knex.raw<{ rows: { at: Date }[] }>('select ?::timestamptz as at', [text]);
      expect(rows[0]?.at.getTime()).to.equal(ms);
    });
  }
});
