import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { readOperations } from '../../tools/contract/read-operations.ts';
import { readWsdl } from '../../src/wire/asmx/contract/wsdl.ts';
import { OPERATIONS_INDEX } from './operations-index.ts';

const SAMPLES = new URL('../wire/samples/asmx/', import.meta.url);

/** Names of the document elements in the first answers of an operation's wire samples over GET and POST. */
function sampledRoots(operation: string): Set<string> {
  const own = new URL(`${operation}/`, SAMPLES);
  const read = (folder: string, file: string) => readFileSync(new URL(`${folder}/${file}`, own), 'utf8');
  const folders = readdirSync(own);
  const asked = folders.filter((folder) => read(folder, 'request.http').includes(` /srv.asmx/${operation}`));
  const answers = asked.map((folder) => read(folder, 'response.http'));
  return new Set(answers.flatMap((answer) => /<\?xml [^>]*\?>␍\n<(\w+) success=/.exec(answer)?.[1] ?? []));
}

describe('the contract', () => {
  const served = new Map(readOperations(readWsdl()).map((operation) => [operation.name, operation]));

  it('has the operations of the index and no other', () => {
    expect([...served.keys()]).to.have.members(OPERATIONS_INDEX.map(({ name }) => name));
  });

  for (const { name, root, parameters } of OPERATIONS_INDEX) {
    it(`gives ${name} the parameters of the index, in its order`, () => {
      expect(served.get(name)?.parameters.map((each) => each.name)).to.deep.equal(parameters);
    });

    it(`answers ${name} with a document whose element is ${root}`, () => {
      expect([...sampledRoots(name)]).to.deep.equal([root]);
    });
  }
});
