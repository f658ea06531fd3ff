import { writeFileSync } from 'node:fs';
import { readOperations } from './read-operations.ts';
import { renderModule } from './render-module.ts';
import { readWsdl } from '../../src/wire/asmx/contract/wsdl.ts';

writeFileSync(
  new URL('../../src/wire/asmx/contract/srv.ts', import.meta.url),
  renderModule(readOperations(readWsdl())),
);
