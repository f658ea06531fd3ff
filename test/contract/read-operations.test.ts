import { expect } from 'chai';
import { readOperations } from '../../tools/contract/read-operations.ts';
import { readWsdl } from '../../src/wire/asmx/contract/wsdl.ts';

describe('readOperations', () => {
  it('reads which parameters may be left out on GET and POST form', () => {
    const optional = readOperations(readWsdl()).flatMap(({ name, parameters }) =>
      parameters.filter((each) => each.optional).map((each) => `${name}.${each.name}`),
    );

    expect(optional).to.include.members([
      'AuthenticateUser1.Lang',
      'isValidTicket.AuthenticationTicket',
      'RenewTicket.Lang',
      'RenewTicket.OldTicket',
      'LogOut.AuthenticationTicket',
    ]);
    expect(optional).to.not.include('ReassignTask.newInstructions');
  });

  it('reads which dates stand for a whole day', () => {
    const days = readOperations(readWsdl()).flatMap(({ name, parameters }) =>
      parameters.filter(({ wholeDay }) => wholeDay).map((each) => `${name}.${each.name}`),
    );

    expect(days).to.deep.equal(['SetUserTaskRedirection.endOn']);
  });

  const broken = {
    'a type no dialect reads': { from: 'type="s:dateTime"', to: 'type="s:date"', says: 'newDueDate has the type date' },
    'a note it does not know': { from: '>optional<', to: '>sometimes<', says: 'Lang has the note sometimes' },
    'a whole day that is no date': { from: '>optional<', to: '>whole day<', says: 'Lang is no day' },
    'an operation nobody described': {
      from: /<s:annotation>.*?<\/s:annotation>/s,
      to: '',
      says: 'operation AuthenticateUser has no description',
    },
    'a parameter nobody explained': {
      from: '<s:documentation>Login name; case does not matter.</s:documentation>',
      to: '',
      says: 's:documentation',
    },
    'an operation that is there twice': {
      from: '<s:element name="AuthenticateUser1">',
      to: '<s:element name="AuthenticateUser">',
      says: 'element AuthenticateUser is there twice',
    },
  };
  for (const [what, { from, to, says }] of Object.entries(broken)) {
    it(`refuses ${what}`, () => {
      expect(() => readOperations(readWsdl().replace(from, to))).to.throw(says);
    });
  }
});
