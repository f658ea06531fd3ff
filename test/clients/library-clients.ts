import { fileURLToPath } from 'node:url';
import { bridge } from './bridge.ts';
import type { ClientRun } from './client.ts';
import { compiledRuns } from './compiled-clients.ts';

const pathOf = (file: string): string => fileURLToPath(new URL(`programs/${file}`, import.meta.url));

/** Debian's own interpreter: another python3 on the PATH does not see Debian's packages. */
const PYTHON = '/usr/bin/python3';

const run = (name: string, binding: ClientRun['binding'], command: string, ...args: readonly string[]): ClientRun => ({
  name,
  binding,
  start: bridge(binding, command, args),
});

export const libraryRuns: readonly ClientRun[] = [
  run('zeep', 'SOAP 1.1', PYTHON, pathOf('zeep_client.py')),
  run('zeep', 'SOAP 1.2', PYTHON, pathOf('zeep_client.py')),
  run('zeep', 'HTTP GET', PYTHON, pathOf('zeep_client.py')),
  run('zeep', 'HTTP POST', PYTHON, pathOf('zeep_client.py')),
  run('PHP SoapClient', 'SOAP 1.1', 'php', pathOf('soap_client.php'), 'thrown'),
  run('PHP SoapClient', 'SOAP 1.2', 'php', pathOf('soap_client.php'), 'thrown'),
  run('PHP SoapClient without exceptions', 'SOAP 1.1', 'php', pathOf('soap_client.php'), 'returned'),
  run('PHP SoapClient without exceptions', 'SOAP 1.2', 'php', pathOf('soap_client.php'), 'returned'),
  run('suds', 'SOAP 1.1', PYTHON, pathOf('suds_client.py')),
  run('SOAP::Lite', 'SOAP 1.1', 'perl', pathOf('soap_lite.pl')),
  run('SOAP::Lite', 'SOAP 1.2', 'perl', pathOf('soap_lite.pl')),
  ...compiledRuns,
];
