import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { srv } from '../../src/wire/asmx/contract/srv.ts';
import { readWsdl } from '../../src/wire/asmx/contract/wsdl.ts';
import { readOperations } from '../../tools/contract/read-operations.ts';
import { renderModule } from '../../tools/contract/render-module.ts';
import { renderWsdl } from '../../tools/contract/render-wsdl.ts';

describe('what npm run contract writes from the request elements of wsdl/srv.wsdl', () => {
  const wsdl = readWsdl();

  it('is the rest of wsdl/srv.wsdl', () => {
    const written = renderWsdl(wsdl, readOperations(wsdl)).split('\n');
    const first = wsdl.split('\n').find((line, at) => line !== written[at]);
    expect(first, 'a line that the tool writes otherwise').to.equal(undefined);
    expect(written.join('\n')).to.equal(wsdl);
  });

  it('is src/wire/asmx/contract/srv.ts', () => {
    const committed = readFileSync(new URL('../../src/wire/asmx/contract/srv.ts', import.meta.url), 'utf8');
    expect(committed).to.equal(renderModule(readOperations(wsdl)));
  });

  it('is all of an operation but its request element', () => {
    const others = Object.values(srv).filter(({ name }) => name !== 'DeleteTask');
    const without = renderWsdl(wsdl, others);
    expect(without).to.not.match(/\bDeleteTask(?:Response|Result|Soap|Http|"\/)/);
    const request = /^ {6}<s:element name="DeleteTask">\n.*?^ {6}<\/s:element>\n/ms.exec(wsdl)?.[0] ?? '';
    const next = '      <s:element name="ChangeTaskDueDate">\n';
    const added = without.replace(next, request + next);
    expect(renderWsdl(added, readOperations(added))).to.equal(wsdl);
  });

  it('is nothing where the schema has what is neither a request nor a response', () => {
    const wrong = wsdl.replace('      <s:element name="AuthenticateUser">', '    $&');
    expect(() => renderWsdl(wrong, readOperations(wrong))).to.throw('not an element at six spaces');
  });
});
