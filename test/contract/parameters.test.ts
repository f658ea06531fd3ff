import { expect } from 'chai';
import type { Parameters } from '../../src/wire/asmx/contract/parameters.ts';
import { srv } from '../../src/wire/asmx/contract/srv.ts';

describe('Parameters', () => {
  it('names and types the values of an operation, which the compiler checks here', () => {
    type Expected = {
      readonly authenticationTicket: string | null;
      readonly taskId: number;
      readonly reassignTo: string | null;
      readonly newDueDate: Date;
      readonly newInstructions: string | null;
      readonly sendTaskNotice: boolean;
    };
    const values = {
      authenticationTicket: null,
      taskId: 4812,
      reassignTo: 'alice.jones',
      newDueDate: new Date(0),
      newInstructions: null,
      sendTaskNotice: true,
    };
    const typed: Parameters<'ReassignTask'> = values satisfies Expected;
    const back: Expected = typed;

    expect(Object.keys(back)).to.deep.equal(srv.ReassignTask.parameters.map(({ name }) => name));
  });

  it('has no value for an operation without parameters', () => {
    const none: Parameters<'ServerInfo'> = {};

    expect(Object.keys(none)).to.deep.equal(srv.ServerInfo.parameters);
  });
});
