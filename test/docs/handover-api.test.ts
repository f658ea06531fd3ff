import { expect } from 'chai';
import { WORDS } from '../../src/wire/handover/problem.ts';
import { describedDialects } from '../../tools/reference/json-dialects.ts';
import { codeIn, codeRowsOf, readProject } from './tables.ts';

describe('docs/handover-api.md', () => {
  const [calls = '', refusals = ''] = readProject('docs/handover-api.md').split('\n## What is refused\n');

  it('has every call', async () => {
    const handover = (await describedDialects()).dialects.filter(({ name }) => name === 'handover');
    const routes = handover.flatMap((dialect) =>
      dialect.routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes).not.to.be.empty;
    const named = codeRowsOf(calls).map(([cell = '']) => codeIn(cell)[0] ?? '');
    expect(named.filter((name) => /^[A-Z]+ \//.test(name))).to.have.members(routes);
  });

  it('has every reason with its status and words', () => {
    const rows = codeRowsOf(refusals).map(([reason = '', status, words]) => [codeIn(reason)[0], Number(status), words]);
    expect(rows).to.have.deep.members(
      Object.entries(WORDS).map(([reason, { status, detail }]) => [reason, status, detail]),
    );
  });
});
