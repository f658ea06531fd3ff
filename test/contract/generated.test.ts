import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { readOperations } from '../../tools/contract/read-operations.ts';
import { renderModule } from '../../tools/contract/render-module.ts';
import { readWsdl } from '../../src/wire/asmx/contract/wsdl.ts';

describe('src/wire/asmx/contract/srv.ts', () => {
  it('is what the WSDL generates; after a change of wsdl/srv.wsdl run npm run contract', () => {
    const committed = readFileSync(new URL('../../src/wire/asmx/contract/srv.ts', import.meta.url), 'utf8');

    expect(committed).to.equal(renderModule(readOperations(readWsdl())));
  });
});
