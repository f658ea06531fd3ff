import type { Operation } from '../../src/wire/asmx/contract/operation.ts';

const quoted = (text: string): string => JSON.stringify(text);

function renderOperation({ name, description, parameters }: Operation): string {
  const rows = parameters.map(
    (each) =>
      `      { name: ${quoted(each.name)}, type: ${quoted(each.type)}, optional: ${each.optional}, ` +
      `${each.wholeDay ? 'wholeDay: true, ' : ''}description: ${quoted(each.description)} },\n`,
  );
  const list = rows.length === 0 ? '[]' : `[\n${rows.join('')}    ]`;
  return `  ${name}: {\n    name: ${quoted(name)},\n    description: ${quoted(description)},\n    parameters: ${list},\n  },\n`;
}

/** Writes the TypeScript module src/wire/asmx/contract/srv.ts that holds these operations as a constant. */
export const renderModule = (operations: readonly Operation[]): string =>
  `// Generated from wsdl/srv.wsdl by npm run contract; change the WSDL instead.
import type { Operation } from './operation.ts';

/** The operations of wsdl/srv.wsdl by name, in its order. */
export const srv = {
${operations.map(renderOperation).join('')}} as const satisfies Record<string, Operation>;
`;
