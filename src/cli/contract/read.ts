import { createClientAsync, type Client } from 'soap';
import { z } from 'zod';
import { saidBy, shown, WSDL_OPTIONS } from './fetching.ts';

/** A parameter as a WSDL has it; the type without its prefix. */
export interface ReadParameter {
  readonly name: string;
  readonly type: string;
}

export interface ReadOperation {
  readonly parameters: readonly ReadParameter[];
  readonly soapAction: string;
}

/** What a WSDL offers over SOAP, as node-soap understands it. */
export interface ReadContract {
  readonly namespace: string;
  /** "SrvSoap", "SrvSoap12", "SrvHttpGet" … */
  readonly portTypes: readonly string[];
  readonly operations: ReadonlyMap<string, ReadOperation>;
}

const described = z.record(
  z.string(),
  z.record(z.string(), z.record(z.string(), z.looseObject({ input: z.unknown() }))),
);

const definitionsOf = z.looseObject({
  $targetNamespace: z.string().default(''),
  portTypes: z.record(z.string(), z.unknown()),
  bindings: z.record(
    z.string(),
    z.looseObject({ methods: z.record(z.string(), z.looseObject({ soapAction: z.string().optional() })).default({}) }),
  ),
});

/** Reads a WSDL from an address or a file, and gives the client that node-soap makes of it too. */
export async function readContract(
  wsdl: string,
  { soap12 = false } = {},
): Promise<{ readonly client: Client; readonly contract: ReadContract }> {
  const options = { wsdl_options: WSDL_OPTIONS, disableCache: true, forceSoap12Headers: soap12 };
  try {
    const client = await createClientAsync(wsdl, options);
    return { client, contract: contractOf(client) };
  } catch (error) {
    throw new Error(`No WSDL can be read from ${shown(wsdl)}: ${whyNot(error)}`, { cause: error });
  }
}

function whyNot(error: unknown): string {
  if (isNoWsdl(error)) return 'it is none. A service has an address such as https://tasks.example.com/srv.asmx';
  const said = saidBy(error);
  return said.startsWith('ENOENT') ? `${said}. An address begins with http:// or https://` : said;
}

/** node-soap stumbles over what is empty or lacks its parts, and its own words for that are about itself. */
const isNoWsdl = (error: unknown): boolean =>
  error instanceof z.ZodError ||
  (error instanceof Error &&
    /^Cannot (set|read) prop|^Unexpected root element|^Root element of WSDL was/.test(error.message));

function contractOf(client: Client): ReadContract {
  const ports = Object.values(described.parse(client.describe())).flatMap((service) => Object.values(service));
  const wsdl: unknown = Reflect.get(client, 'wsdl');
  const { $targetNamespace, portTypes, bindings } = definitionsOf.parse(
    z.looseObject({ definitions: z.unknown() }).parse(wsdl).definitions,
  );
  const actions = new Map(
    Object.values(bindings).flatMap(({ methods }) =>
      Object.entries(methods).map(([name, { soapAction = '' }]) => [name, soapAction] as const),
    ),
  );
  const operations = ports.flatMap((operations) =>
    Object.entries(operations).map(([name, { input }]) => {
      return [name, { parameters: parametersOf(input), soapAction: actions.get(name) ?? '' }] as const;
    }),
  );
  return { namespace: $targetNamespace, portTypes: Object.keys(portTypes), operations: new Map(operations) };
}

/** node-soap gives names with their types, and two notes about the namespace beside them; null without parameters. */
function parametersOf(input: unknown): ReadParameter[] {
  const { success, data } = z.record(z.string(), z.unknown()).safeParse(input);
  if (!success) return [];
  return Object.entries(data).flatMap(([name, type]) =>
    NOTES.includes(name) ? [] : [{ name, type: typeof type === 'string' ? type.replace(/^.*:/, '') : 'complex' }],
  );
}

const NOTES: readonly string[] = ['targetNSAlias', 'targetNamespace'];
