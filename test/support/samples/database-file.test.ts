import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readDatabase, writeDatabase } from './database-file.ts';

const row = (id: number) => ({ id, status: 'InProgress', instructions: 'Please review and approve.', priority: 10 });
const whole = { tables: { tasks: { added: [row(1), row(2)] } } };

describe('the database.json of a sample', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'handover-samples-'));
    for (const name of ['get', 'post', 'soap11']) mkdirSync(join(root, 'ReassignTask', name), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const file = (name: string) => join(root, 'ReassignTask', name, 'database.json');
  const write = (name: string, content: object) => writeFileSync(file(name), JSON.stringify(content));

  it('is written whole where nothing is near, and as the difference where something is', () => {
    writeDatabase(file('get'), whole);
    expect(readDatabase(file('get'))).to.deep.equal(whole);
    const other = { tables: { tasks: { added: [row(1), { ...row(2), priority: 11 }] } } };
    writeDatabase(file('post'), other);
    expect(JSON.parse(readFileSync(file('post'), 'utf8'))).to.deep.equal({
      like: 'get',
      tasks: { added: [{}, { priority: 11 }] },
    });
    expect(readDatabase(file('post'))).to.deep.equal(other);
  });

  it('stays whole while another is like it', () => {
    writeDatabase(file('get'), whole);
    writeDatabase(file('post'), whole);
    writeDatabase(file('soap11'), whole);
    writeDatabase(file('get'), whole);
    expect(['get', 'post', 'soap11'].map((name) => readDatabase(file(name)))).to.deep.equal([whole, whole, whole]);
  });

  it('is like one that is there and says everything itself', () => {
    write('post', { like: 'got' });
    expect(() => readDatabase(file('post'))).to.throw(/post.database\.json.*like got, which has no database\.json/);
    write('get', { like: 'post' });
    write('post', { like: 'get' });
    expect(() => readDatabase(file('post'))).to.throw(/like get, which is itself like another/);
  });
});
