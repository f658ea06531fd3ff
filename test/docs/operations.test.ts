import { expect } from 'chai';
import type { Operation } from '../../src/wire/asmx/contract/operation.ts';
import { srv } from '../../src/wire/asmx/contract/srv.ts';
import { codeIn, codeRowsOf, readProject } from './tables.ts';

describe('docs/operations.md', () => {
  const rows = codeRowsOf(readProject('docs/operations.md'));

  it('names every operation of the WSDL once', () => {
    expect(rows.map(([cell = '']) => codeIn(cell)[0])).to.have.members(Object.keys(srv));
  });

  for (const operation of Object.values<Operation>(srv)) {
    it(`says what ${operation.name} takes and does, as the WSDL says it`, () => {
      const row = rows.find(([cell = '']) => codeIn(cell)[0] === operation.name) ?? [];
      expect(row.slice(1)).to.deep.equal([parametersOf(operation), operation.description]);
    });
  }

  it('counts them right in the README', () => {
    expect(readProject('README.md')).to.include(`[${Object.keys(srv).length} operations](docs/operations.md)`);
  });
});

/** Every parameter in its order; in italics what GET and POST may leave out. */
const parametersOf = ({ parameters }: Operation): string =>
  parameters.map(({ name, optional }) => (optional ? `_\`${name}\`_` : `\`${name}\``)).join(', ');
