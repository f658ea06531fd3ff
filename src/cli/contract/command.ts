import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { addCommand, addGroup, JSON_OUTPUT } from '../command.ts';
import type { Context } from '../context.ts';
import { differencesOf, type Difference } from './differences.ts';
import { wsdlOf } from './fetching.ts';

/** At the package's root, as far from src/cli/contract as from dist/cli/contract. */
const OURS = fileURLToPath(new URL('../../../wsdl/srv.wsdl', import.meta.url));

export function addContractCommands(program: Command, context: Context): void {
  const group = addGroup(program, 'contract', 'what a server offers to SOAP clients');
  addCommand(group, 'check', {
    about: "read another server's WSDL and say what differs from ours, and which clients that would hurt",
    examples: ['contract check https://old.example.com/srv.asmx?wsdl', 'contract check original.wsdl --json'],
    notes:
      'For clients that were made for that server and are to call this one. The exit code is 1 when a difference hurts some.',
  })
    .argument('<url>', 'address of the service or of its WSDL, or a file')
    .option(...JSON_OUTPUT)
    .action((url: string, { json }: { json?: boolean }) => check(url, json === true, context));
}

async function check(url: string, json: boolean, { console, endWith }: Context): Promise<void> {
  // Loaded when asked for: node-soap brings much with it.
  const { readContract } = await import('./read.ts');
  const { contract: theirs } = await readContract(wsdlOf(url));
  const { contract: ours } = await readContract(OURS);
  const differences = differencesOf(theirs, { ...ours, portTypes: [...ours.portTypes, ...HTTP_PORTS] });
  if (json) console.print(JSON.stringify(differences, null, 2));
  else {
    for (const line of differences.flatMap(linesOf)) console.print(line);
    const alike = [...theirs.operations.keys()].filter(
      (name) => !differences.some(({ operation }) => operation === name),
    );
    console.print(`${alike.length} of ${theirs.operations.size} operations there are the same here.`);
  }
  endWith(differences.some(({ hurts }) => hurts !== null) ? 1 : 0);
}

/** The contract's file has SOAP alone; the server adds these as ASP.NET does. */
const HTTP_PORTS: readonly string[] = ['SrvHttpGet', 'SrvHttpPost'];

const linesOf = ({ operation, says, hurts }: Difference): string[] => [
  `${operation ?? 'everything'}: ${says}`,
  ...(hurts === null ? [] : [`    hurts ${hurts}`]),
];
