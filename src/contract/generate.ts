import { writeFileSync } from 'node:fs';
import { readOperations } from './read-operations.ts';
import { renderModule } from './render-module.ts';
import { readWsdl } from './wsdl.ts';

writeFileSync(new URL('./srv.ts', import.meta.url), renderModule(readOperations(readWsdl())));
