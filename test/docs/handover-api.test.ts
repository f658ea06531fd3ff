import { expect } from 'chai';
import { createHandoverDialect } from '../../src/wire/handover/handover.ts';
import { WORDS, type HandoverOperations } from '../../src/wire/handover/problem.ts';
import { codeIn, codeRowsOf, readProject } from './tables.ts';

const unasked = (): never => {
  throw new Error('a document asks for nothing');
};
const NOTHING: HandoverOperations = {
  previewMove: unasked,
  moveTasks: unasked,
  readTaskChain: unasked,
  readAbsences: unasked,
  setAbsence: unasked,
  passOnAbsence: unasked,
  endAbsence: unasked,
  listRoundChains: unasked,
  listDeliveries: unasked,
  resendDeliveries: unasked,
  dropDeliveries: unasked,
  readBelongings: unasked,
  moveAllTasks: unasked,
  moveTeamSeats: unasked,
  moveSupervision: unasked,
  moveSubstitutions: unasked,
  disableLeaver: unasked,
  listLoads: unasked,
  listUsage: unasked,
  noteDocument: unasked,
  findAccounts: unasked,
  readAccount: unasked,
  addAccount: unasked,
  editAccount: unasked,
  setAccountPassword: unasked,
  listWholeTeams: unasked,
  addTeam: unasked,
  editTeam: unasked,
  listKeys: unasked,
  addKey: unasked,
  revokeKey: unasked,
  loginOf: unasked,
};

describe('docs/handover-api.md', () => {
  const [calls = '', refusals = ''] = readProject('docs/handover-api.md').split('\n## What is refused\n');

  it('has every call', () => {
    const routes = createHandoverDialect(NOTHING).routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
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
