import { expect } from 'chai';
import type { LeftBehind, TaskTransferOperations } from '../../../src/operations/task-transfer.ts';
import type { Operations } from '../../../src/operations/index.ts';
import type { Dispatched } from '../../../src/wire/asmx/call.ts';
import type { XmlElement } from '../../../src/wire/asmx/answer/document.ts';
import { createOutcomes } from '../../../src/wire/asmx/answer/outcome.ts';
import { srv } from '../../../src/wire/asmx/contract/srv.ts';
import { createAsmxDialect } from '../../../src/wire/asmx/srv.ts';
import { transferUserTasks } from '../../../src/wire/asmx/operations/transfer-user-tasks.ts';
import { envelope, message, soap11 } from './soap/requests.ts';

type Transferring = TaskTransferOperations['transferUserTasks'];

const answerOf = (transferring: Transferring): Promise<Dispatched> =>
  transferUserTasks(
    { authenticationTicket: 'ticket', fromUserName: 'jane.doe', toUserName: 'alice.jones' },
    {
      operation: srv.TransferUserTasks,
      values: {},
      binding: 'http-get',
      ticketCookie: '',
      client: '192.0.2.7',
      requestId: 'r1',
      idempotencyKey: '',
      spellings: 0,
      ifMatch: undefined,
    },
    {
      operations: { transferUserTasks: transferring } as Operations,
      outcomes: createOutcomes(true),
      listEmptyDates: 'empty',
      clock: () => new Date(0),
    },
  );

const rootOf = ({ document }: Dispatched): XmlElement => ('batches' in document ? document.root : document);
const attributesOf = async (leftBehind: readonly LeftBehind[]) =>
  Object.fromEntries(rootOf(await answerOf(() => Promise.resolve({ leftBehind }))).attributes);

describe('TransferUserTasks', () => {
  it('has no warnings when all was moved', async () => {
    expect(await attributesOf([])).to.deep.equal({ success: 'true' });
  });

  it('says which tasks were left and why, behind the words of the contract', async () => {
    const leftBehind: LeftBehind[] = [
      { reason: 'failed', taskIds: [7] },
      { reason: 'taker-disabled', taskIds: [8, 9] },
    ];
    expect(await attributesOf(leftBehind)).to.deep.equal({
      success: 'true',
      warnings:
        'Some tasks could not be transferred. Tasks 7: could not be changed. ' +
        'Tasks 8, 9: the account was disabled meanwhile.',
    });
  });

  it('counts what nobody would read', async () => {
    const taskIds = Array.from({ length: 250 }, (_, index) => index + 1);
    const { warnings } = await attributesOf([{ reason: 'failed', taskIds }]);
    expect(warnings).to.match(/, 99, 100 and 150 more: could not be changed\.$/);
  });

  describe('when the server fails', () => {
    const broken = new Error('password=secret');
    const failing = { transferUserTasks: () => Promise.reject(broken), loginOf: () => undefined };
    const dialect = createAsmxDialect(failing as unknown as Operations, {
      errorCodes: true,
      listEmptyDates: 'empty',
      httpGet: true,
      httpPost: true,
      clock: () => new Date(0),
      product: { name: 'Handover', version: '0', documentation: null },
    });
    const said = 'success="false" error="SystemError:An error occurred on the server."';
    const parameters = '<fromUserName>a</fromUserName><toUserName>b</toUserName>';

    it('says so in a document over GET, and why to the log alone', async () => {
      const query = 'authenticationTicket=t&fromUserName=a&toUserName=b';
      const answer = await dialect.answer(
        message({}, '', { method: 'GET', path: '/srv.asmx/TransferUserTasks', query }),
      );
      expect(answer).to.include({ status: 200, fault: broken });
      expect(answer.body).to.contain(`<root ${said} />`);
      expect(answer.call).to.include({ operation: 'TransferUserTasks', outcome: 'fault' });
    });

    it('says so in a document over SOAP, and why to the log alone', async () => {
      const call = `<TransferUserTasks xmlns="http://tempuri.org/">${parameters}</TransferUserTasks>`;
      const answer = await dialect.answer(message(soap11('TransferUserTasks'), envelope(call)));
      expect(answer).to.include({ status: 200, fault: broken });
      expect(answer.body).to.contain(`<root ${said} xmlns="" />`);
    });
  });
});
