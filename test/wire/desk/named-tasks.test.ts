import { expect } from 'chai';
import { readNamedTasks, readSeenTasks, taskFields } from '../../../src/wire/desk/parts/named-tasks.ts';

const given = (...tasks: readonly string[]): URLSearchParams =>
  new URLSearchParams(tasks.map((task): [string, string] => ['task', task]));

describe('tasks in the forms of the desk', () => {
  it('are any that the database can number, with the version that was seen', () => {
    expect(readNamedTasks(given('2147483647:3', '4812'))).to.deep.equal([
      { id: 2_147_483_647, version: 3 },
      { id: 4812 },
    ]);
    expect(readSeenTasks(given('2147483647:3', '4812'))).to.deep.equal([{ id: 2_147_483_647, version: 3 }]);
  });

  it('are none where a number is none', () => {
    const none = ['', 'x', '2147483648:1', '1:2147483648', '1:', ':1', '1:2:3', '-1:1', '1e3:1'];
    expect(readNamedTasks(given(...none))).to.deep.equal([]);
  });

  it('are read as they were written', () => {
    const fields = taskFields([{ id: 4812, version: 3 }, { id: 7 }]).map(({ html }) => html);
    expect(fields).to.deep.equal([
      '<input type="hidden" name="task" value="4812:3">',
      '<input type="hidden" name="task" value="7">',
    ]);
  });
});
