import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { srv } from '../../src/wire/asmx/contract/srv.ts';
import { WORDS } from '../../src/wire/asmx/answer/outcome.ts';
import { changesOneTask } from './operations-index.ts';

const SAMPLES = new URL('../wire/samples/asmx/', import.meta.url);

/** Every operation that changes one task that is there (docs/legacy/operations.md#if-match). */
const CHANGES = Object.keys(srv).filter(changesOneTask);

const read = (path: string): string => {
  const file = new URL(path, SAMPLES);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

// The samples themselves are run elsewhere (test/wire/samples.test.ts); here, that none is missing.
describe('If-Match', () => {
  it('is for all that takes the id of a task, but what reads or creates', () => {
    expect(CHANGES).to.have.members([
      'ReassignTask',
      'CompleteTask',
      'DeleteTask',
      'ChangeTaskDueDate',
      'UpdateTaskStatus',
      'UpdateTaskFinishDate',
      'SetTaskComment',
      'SetTaskPriority',
      'SetTaskApprovalStatus',
      'AddWorkflowAttachment',
      'RemoveWorkflowAttachment',
    ]);
  });

  for (const name of CHANGES) {
    for (const binding of ['get', 'post', 'soap11', 'soap12']) {
      it(`has a sample of ${name} refused over ${binding}, which changes nothing`, () => {
        const sample = `${name}/stale-${binding}`;
        expect(read(`${sample}/request.http`)).to.match(/^If-Match: "/m);
        expect(read(`${sample}/response.http`)).to.include(` error="${WORDS['version-mismatch'].text}"`);
        expect(read(`${sample}/database.json`)).to.equal('');
      });
    }

    it(`has a sample of ${name} with the version that the task has`, () => {
      const sample = `${name}/if-match-get`;
      expect(read(`${sample}/request.http`)).to.match(/^If-Match: "/m);
      expect(read(`${sample}/response.http`)).to.include(' success="true"');
      expect(read(`${sample}/database.json`)).not.to.equal('');
    });
  }
});
