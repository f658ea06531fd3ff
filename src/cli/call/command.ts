import { Option, type Command } from 'commander';
import type { Client } from 'soap';
import { readConfig } from '../../config.ts';
import { addCommand } from '../command.ts';
import type { Context } from '../context.ts';
import { serviceOf, wsdlOf } from '../contract/fetching.ts';
import { UsageError } from '../usage.ts';
import { asJson, type Answer } from './answer.ts';
import { readArguments } from './arguments.ts';
import { callByForm } from './form.ts';
import { likely } from './likely.ts';
import { callBySoap } from './soap.ts';

interface CallOptions {
  readonly url?: string;
  readonly soap: string;
  readonly get?: boolean;
  readonly post?: boolean;
  readonly json?: boolean;
}

export function addCallCommand(program: Command, context: Context): void {
  addCommand(program, 'call', {
    about: 'call an operation of srv.asmx, here or on another server, and print its answer',
    examples: [
      'call AuthenticateUser UID=jane.doe PWD=-',
      'call GetTask authenticationTicket=$TICKET taskId=4812 --json',
      'call ReassignTask authenticationTicket=$TICKET taskId=4812 reassignTo=alice.jones newDueDate=2030-04-15 newInstructions= sendTaskNotice=true --soap 1.2',
      'call GetTask authenticationTicket=$TICKET taskId=4812 --get --url https://old.example.com/srv.asmx',
    ],
    notes:
      'A value of - is asked for, or read as a line from standard input; a password is taken in no other way. The exit code is 1 when the answer says that it was not done.',
  })
    .argument('<operation>', 'its name, in any case')
    .argument('[values...]', 'name=value for each parameter')
    .option('--url <address>', 'of the service; by default PUBLIC_URL, else this machine at PORT')
    .addOption(new Option('--soap <version>', 'of the envelope').choices(['1.1', '1.2']).default('1.1'))
    .option('--get', 'by query string instead of an envelope')
    .option('--post', 'by form instead of an envelope')
    .option('--json', 'print the answer as JSON, for programs')
    .action((operation: string, values: string[], options: CallOptions) => call(operation, values, options, context));
}

async function call(given: string, values: string[], options: CallOptions, context: Context): Promise<void> {
  const { console, env, endWith } = context;
  if (options.get === true && options.post === true) throw new UsageError('expected either --get or --post');
  const address = options.url ?? addressHere(env);
  // Loaded when asked for: node-soap brings much with it.
  const { readContract } = await import('../contract/read.ts');
  const { client, contract } = await readContract(wsdlOf(address), { soap12: options.soap === '1.2' });
  const names = [...contract.operations.keys()];
  const name = names.find((each) => each.toLowerCase() === given.toLowerCase());
  const operation = name === undefined ? undefined : contract.operations.get(name);
  if (name === undefined || operation === undefined) {
    throw new UsageError(`there is no operation ${given}${likely(given, names)}`);
  }
  const read = await readArguments(values, operation, console);
  const { text, isDone } = await send({ client, address: serviceOf(address), name, values: read }, options);
  console.print(options.json === true ? JSON.stringify(asJson(text), null, 2) : text.trimEnd());
  endWith(isDone ? 0 : 1);
}

interface Call {
  readonly client: Client;
  readonly address: string;
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
}

async function send({ client, address, name, values }: Call, { get, post }: CallOptions): Promise<Answer> {
  if (get === true) return callByForm('GET', address, name, values);
  if (post === true) return callByForm('POST', address, name, values);
  return callBySoap(client, address, name, values);
}

function addressHere(env: NodeJS.ProcessEnv): string {
  const { publicUrl, port } = readConfig(env);
  return `${publicUrl ?? `http://127.0.0.1:${port}`}/srv.asmx`;
}
