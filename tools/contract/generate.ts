import { writeFileSync } from 'node:fs';
import { readWsdl } from '../../src/wire/asmx/contract/wsdl.ts';
import { readOperations } from './read-operations.ts';
import { renderModule } from './render-module.ts';
import { renderWsdl } from './render-wsdl.ts';

const wsdl = readWsdl();
const operations = readOperations(wsdl);
writeFileSync(new URL('../../wsdl/srv.wsdl', import.meta.url), renderWsdl(wsdl, operations));
writeFileSync(new URL('../../src/wire/asmx/contract/srv.ts', import.meta.url), renderModule(operations));
