import { expect } from 'chai';
import { readFixture, type Fixture } from '../../../../src/store/seed/reading/fixture.ts';
import { readMoment } from '../../../../src/store/seed/reading/moment.ts';
import { collectProblems } from '../../../../src/store/seed/problems.ts';

const NOW = new Date('2026-03-10T12:00:00Z');

const read = (fixture: unknown): Fixture => readText(JSON.stringify(fixture));
const readText = (text: string): Fixture => readFixture(text, NOW, collectProblems('some.json'));

/** The problems found in a fixture, one a line as its author sees them. */
function problemsOf(text: string): string[] {
  try {
    readText(text);
  } catch (error) {
    const [heading, ...problems] = error instanceof Error ? error.message.split('\n  ') : [];
    expect(heading).to.equal('some.json cannot be loaded:');
    return problems;
  }
  return [];
}

const problemsIn = (fixture: unknown): string[] => problemsOf(JSON.stringify(fixture));

describe('readFixture', () => {
  it('fills in what may be left out', () => {
    const fixture = read({ users: [{ login: 'x' }], tasks: [{ assignee: 'x', dueAt: null }] });
    expect(fixture.users[0]).to.include({ enabled: true, tickets: true, language: 'en', firstName: '' });
    expect(fixture.tasks[0]).to.include({ status: 'InProgress', priority: 5, rightType: 'READ', dueAt: undefined });
    expect(fixture.documents).to.deep.equal([]);
  });

  it('takes a language with a region, in either spelling and any case', () => {
    const users = ['de-AT', 'en_US', 'FR'].map((language, index) => ({ login: `x${index}`, language }));
    expect(read({ users }).users.map(({ language }) => language)).to.deep.equal(['de-AT', 'en_US', 'FR']);
  });

  it('takes both legacy names of priority zero', () => {
    const tasks = ['NoPriortySetting', 'NoPriority', 'Urgent'].map((priority) => ({ assignee: 'x', priority }));
    expect(read({ tasks }).tasks.map(({ priority }) => priority)).to.deep.equal([0, 0, 11]);
  });

  it('takes a requirement type by its legacy name or number', () => {
    const requirements = [{ type: 'ISOReview' }, { type: 4 }, { type: 'FormTemplate', objectId: 77, definition: 'F' }];
    expect(read({ tasks: [{ assignee: 'x', requirements }] }).tasks[0]?.requirements).to.deep.equal([
      { type: 'ISOReview', objectId: 0, definition: '' },
      { type: 'LastestVersionRead', objectId: 0, definition: '' },
      { type: 'FormTemplate', objectId: 77, definition: 'F' },
    ]);
  });

  const task = (fields: object) => ({ tasks: [{ assignee: 'x', ...fields }] });
  const dateWanted = 'expected a date such as "2024-04-15T17:00:00" or a signed duration such as "+P7D"';
  const mistakes: [string, object, string][] = [
    ['a section that is no list', { users: {} }, 'users: expected a list'],
    ['an unknown section', { user: [] }, 'unknown key "user"'],
    ['an unknown key', task({ asignee: 'y' }), 'tasks[0]: unknown key "asignee"'],
    ['an unknown key deep down', task({ step: { nr: 1, number: 1 } }), 'tasks[0].step: unknown key "nr"'],
    ['a missing field', { users: [{}] }, 'users[0].login: is missing; expected text'],
    ['a wrong type', { users: [{ login: 5 }] }, 'users[0].login: expected text'],
    ['a login of nothing', { users: [{ login: '' }] }, 'users[0].login: expected a name'],
    ['space around a login', { users: [{ login: 'x ' }] }, 'users[0].login: expected a name without space around it'],
    [
      'a login of two lines',
      { users: [{ login: 'x\ny' }] },
      'users[0].login: expected a name without control characters',
    ],
    [
      'a control character in the name of a person',
      { users: [{ login: 'x', lastName: 'Doe\u0001' }] },
      'users[0].lastName: expected a name without control characters',
    ],
    [
      'an address that takes no mail',
      { users: [{ login: 'x', email: 'not an address' }] },
      'users[0].email: expected an address such as jane.doe@example.com',
    ],
    [
      'an unknown language',
      { users: [{ login: 'x', language: 'klingon' }] },
      'users[0].language: expected the tag of a language such as de, or with a region, de-AT',
    ],
    [
      'a login no index can hold',
      { users: [{ login: 'x'.repeat(256) }] },
      'users[0].login: expected 255 characters or fewer',
    ],
    [
      'a path no index can hold',
      { documents: [{ path: `/a/${'x'.repeat(798)}` }] },
      'documents[0].path: expected 800 characters or fewer',
    ],
    [
      'an address no index can hold',
      { users: [{ login: 'x', email: `${'x'.repeat(251)}@a.b` }] },
      'users[0].email: expected 254 characters or fewer',
    ],
    [
      'text that cannot be stored',
      { users: [{ login: 'x', email: '\0' }] },
      'users[0].email: expected text without NUL and broken characters',
    ],
    ...['', 'seven77', 'a\u0308'.repeat(7)].map((password): [string, object, string] => [
      `a password of ${[...password].length} characters`,
      { users: [{ login: 'x', password }] },
      'users[0].password: expected a password of 8 characters or more',
    ]),
    [
      'a password that is longer than 1024 characters in one spelling',
      { users: [{ login: 'x', password: 'ä'.repeat(513) }] },
      'users[0].password: expected 1024 characters or fewer',
    ],
    [
      'an unknown role',
      { users: [{ login: 'x', roles: ['king'] }] },
      'users[0].roles[0]: expected one of administrator, userManager, libraryManager',
    ],
    ['a bad UUID', { teams: [{ name: 'x', uuid: '5' }] }, 'teams[0].uuid: expected a UUID'],
    ['an id of zero', task({ id: 0 }), 'tasks[0].id: expected 1 or more'],
    ['an id that leaves the server none', task({ id: 2_000_000_001 }), 'tasks[0].id: expected 2000000000 or less'],
    [
      'a version past the int',
      { documents: [{ path: '/a/b', version: 2 ** 31 }] },
      'documents[0].version: expected 2147483647 or less',
    ],
    ['a broken id', task({ id: 1.5 }), 'tasks[0].id: expected a whole number'],
    [
      'a path without a library',
      { documents: [{ path: '/x.pdf' }] },
      'documents[0].path: expected a path such as "/Library/Folder/Name.pdf"',
    ],
    [
      'an unknown status',
      task({ status: 'Done' }),
      'tasks[0].status: expected one of Reassigned, Dropped, NotStarted, InProgress, DueDateChanged, Completed',
    ],
    [
      'an unknown priority',
      task({ priority: 'Top' }),
      'tasks[0].priority: expected one of NoPriority, NoPriortySetting, Low, Normal, High, Urgent',
    ],
    [
      'an unknown requirement',
      task({ requirements: [{ type: 3 }] }),
      'tasks[0].requirements[0].type: expected a requirement type',
    ],
    [
      'a form without its template',
      task({ requirements: [{ type: 'FormTemplate' }] }),
      'tasks[0].requirements[0]: expected an objectId: the form template',
    ],
    ['no date', task({ dueAt: 'soon' }), `tasks[0].dueAt: ${dateWanted}, got "soon"`],
    [
      'a redirection to oneself',
      { redirections: [{ user: 'x', to: 'X' }] },
      'redirections[0].to: expected somebody else than the user',
    ],
    [
      'a redirection that ends before it begins',
      { redirections: [{ user: 'x', to: 'y', from: '+P1D', until: '+P1D' }] },
      'redirections[0].until: expected a moment later than "from"',
    ],
    [
      'a step twice',
      { workflows: [{ name: 'W', steps: [{ number: 1 }, { number: 1, enough: 'any' }] }] },
      'workflows[0].steps[1].number: 1 is the number of workflows[0].steps[0] too',
    ],
    ['a login twice', { users: [{ login: 'x' }, { login: 'X' }] }, 'users[1].login: "X" is the login of users[0] too'],
    [
      'a path twice',
      { documents: [{ path: '/a/b' }, { path: '/A/B' }] },
      'documents[1].path: "/A/B" is the path of documents[0] too',
    ],
    [
      'an id twice',
      { tasks: [{ id: 7, assignee: 'x' }, { assignee: 'x' }, { id: 7, assignee: 'x' }] },
      'tasks[2].id: 7 is the id of tasks[0] too',
    ],
    [
      'two redirections of one person',
      {
        redirections: [
          { user: 'x', to: 'y' },
          { user: 'x', to: 'z' },
        ],
      },
      'redirections[1].user: "x" is the user of redirections[0] too',
    ],
  ];
  for (const [mistake, fixture, problem] of mistakes) {
    it(`names ${mistake}`, () => {
      expect(problemsIn(fixture)).to.deep.equal([problem]);
    });
  }

  it('names all problems at once, and counts those past twenty', () => {
    const problems = problemsIn({ users: Array.from({ length: 25 }, () => ({})) });
    expect(problems).to.have.length(21);
    expect(problems[20]).to.equal('and 5 more');
  });

  it('names a repeated key without showing it', () => {
    const apiKeys = ['a', 'b'].map((name) => ({ name, key: 'hush', actsAs: 'x' }));
    expect(problemsIn({ apiKeys })).to.deep.equal(['apiKeys[1].key: the same as that of apiKeys[0]']);
  });

  it('refuses a key that would be taken for a token', () =>
    expect(problemsIn({ apiKeys: [{ name: 'a', key: 'handover-box_hush', actsAs: 'x' }] })).to.deep.equal([
      'apiKeys[0].key: expected a key that begins otherwise than the tokens of Box',
    ]));

  it('refuses a key that could be a ticket, rights and networks nobody knows, and a key for nothing', () => {
    const one = { name: 'a', key: '{9F8B6C1E-7F1B-4B46-8F7F-2F1C9C8D7E6A}', actsAs: 'x', rights: ['rule'] };
    const other = { name: 'b', key: 'hush', actsAs: 'x', rights: [], addresses: ['10.0.0.0/8', '10.0.0.0/33'] };
    expect(problemsIn({ apiKeys: [one, other] })).to.deep.equal([
      'apiKeys[0].key: expected a key that is no GUID, since tickets are',
      'apiKeys[0].rights[0]: expected one of read, assign, claim, complete, edit, create, delete, documents, act-as',
      'apiKeys[1].rights: expected 1 or more',
      'apiKeys[1].addresses[1]: expected an address or a network such as 10.0.0.0/8 or 2001:db8::/32',
    ]);
  });
});

describe('readMoment', () => {
  const zone = process.env.TZ;
  before(() => {
    process.env.TZ = 'Europe/Berlin';
  });
  after(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  const moments: [string, string, string][] = [
    ['an offset', '2024-04-15T17:00:00+05:30', '2024-04-15T11:30:00.000Z'],
    ['UTC', '2024-04-15T17:00:00.250Z', '2024-04-15T17:00:00.250Z'],
    ['the zone of the process where there is none', '2024-04-15T17:00:00', '2024-04-15T15:00:00.000Z'],
    ['midnight for a bare date', '2024-01-15', '2024-01-14T23:00:00.000Z'],
    ['a minute without seconds', '2024-01-15T08:30', '2024-01-15T07:30:00.000Z'],
    ['a leap day', '2024-02-29', '2024-02-28T23:00:00.000Z'],
    ['days to come', '+P7D', '2026-03-17T12:00:00.000Z'],
    ['an hour ago', '-PT1H', '2026-03-10T11:00:00.000Z'],
    ['weeks', '-P2W', '2026-02-24T12:00:00.000Z'],
    // Summer time begins on 29 March: the hour on the clock stays 13.
    ['a month of calendar days and some hours', '+P1M2DT3H', '2026-04-12T14:00:00.000Z'],
    ['years across their end', '-P1Y3M', '2024-12-10T12:00:00.000Z'],
    ['minutes and seconds', '+PT90M30S', '2026-03-10T13:30:30.000Z'],
  ];
  for (const [what, text, expected] of moments) {
    it(`reads ${what}: ${text}`, () => {
      expect(readMoment(text, NOW)?.toISOString()).to.equal(expected);
    });
  }

  it('takes the last day of a month that has no 31st', () => {
    expect(readMoment('+P1M', new Date('2026-01-31T12:00:00Z'))?.toISOString()).to.equal('2026-02-28T12:00:00.000Z');
  });

  const refused = ['', 'P7D', '+P', '+PT', '+P1DT', '+P-1D', '2024-02-30', '2024-13-01', '2024-04-15T25:00:00'];
  for (const text of [...refused, '2024-04-15 17:00', '15.04.2024', 'now', '+P99999Y', '0000-01-01', '20240415']) {
    it(`refuses "${text}"`, () => {
      expect(readMoment(text, NOW)).to.be.null;
    });
  }
});
