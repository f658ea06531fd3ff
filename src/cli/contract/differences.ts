import type { ReadContract, ReadOperation } from './read.ts';

/** Something that is other there than here, for clients that were made for the other server and call this one. */
export interface Difference {
  /** Null: of the whole contract. */
  readonly operation: string | null;
  readonly says: string;
  /** Whom it hurts; null: nobody. */
  readonly hurts: string | null;
}

/** Compares another server's contract with ours, operation by operation, in the order of theirs. */
export function differencesOf(theirs: ReadContract, ours: ReadContract): Difference[] {
  const operations = [...theirs.operations].flatMap(([name, operation]) => {
    const own = ours.operations.get(name);
    return own ? operationDifferences(name, operation, own) : [missing(name)];
  });
  const more = [...ours.operations.keys()].filter((name) => !theirs.operations.has(name));
  return [...wholeDifferences(theirs, ours), ...operations, ...more.map(added)];
}

function wholeDifferences(theirs: ReadContract, ours: ReadContract): Difference[] {
  const lost = theirs.portTypes.filter((port) => !ours.portTypes.includes(port));
  return [
    ...(theirs.namespace === ours.namespace
      ? []
      : [
          {
            operation: null,
            says: `the namespace is ${theirs.namespace} there and ${ours.namespace} here`,
            hurts: 'every SOAP client: the server does not know its requests',
          },
        ]),
    ...lost.map((port) => ({
      operation: null,
      says: `the port type ${port} is not here`,
      hurts: /Http(Get|Post)$/.test(port)
        ? 'GET and POST clients, while HTTP_GET or HTTP_POST is off'
        : 'clients that were generated for that port, unless they are generated anew',
    })),
  ];
}

const missing = (operation: string): Difference => ({
  operation,
  says: 'is not here',
  hurts: 'every client that calls it',
});

const added = (operation: string): Difference => ({ operation, says: 'is here and not there', hurts: null });

function operationDifferences(operation: string, theirs: ReadOperation, ours: ReadOperation): Difference[] {
  const of = (says: string, hurts: string | null): Difference => ({ operation, says, hurts });
  const own = new Map(ours.parameters.map(({ name, type }) => [name, type]));
  const names = theirs.parameters.map(({ name }) => name);
  const found: Difference[] = [];
  if (theirs.soapAction !== ours.soapAction) {
    found.push(
      of(
        `the SOAP action is ${theirs.soapAction} there and ${ours.soapAction} here`,
        'every SOAP client that calls it: "Server did not recognize the value of HTTP Header SOAPAction"',
      ),
    );
  }
  for (const { name, type } of theirs.parameters) {
    const mine = own.get(name);
    if (mine === undefined) {
      found.push(of(`the parameter ${name} is not here: it is ignored`, 'clients that count on what it does'));
    } else if (mine !== type) {
      found.push(of(`${name} is ${type} there and ${mine} here`, `clients that send what is no ${mine}`));
    }
  }
  for (const { name, type } of ours.parameters) {
    if (names.includes(name)) continue;
    found.push(
      of(
        `the parameter ${name} (${type}) is here and not there`,
        `GET and POST clients ("Missing parameter: ${name}."); SOAP clients only where nothing is not meant`,
      ),
    );
  }
  if (found.length === 0 && names.join() !== ours.parameters.map(({ name }) => name).join()) {
    found.push(of(`the parameters come in another order: ${names.join(', ')} there`, POSITIONAL));
  }
  return found;
}

const POSITIONAL = 'clients that pass parameters by their place and are generated anew; on the wire any order is right';
