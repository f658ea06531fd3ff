import type { Operation } from '../../src/wire/asmx/contract/operation.ts';
import type { OperationName } from '../../src/wire/asmx/contract/parameters.ts';
import { srv } from '../../src/wire/asmx/contract/srv.ts';
import { readExample, type Example } from './examples.ts';
import { renderExamples } from './render-examples.ts';
import { describedDialects } from './json-dialects.ts';
import { renderDialect } from './render-dialect.ts';
import { fileOf, guideOf, renderIndex } from './render-index.ts';
import { renderOperation } from './render-operation.ts';

const FOLDER = 'docs/reference';

/** Moments of samples are told in a zone of their own. */
const ZONE = 'Asia/Kolkata';

const OPERATIONS: readonly (Operation & { readonly name: OperationName })[] = Object.values(srv);

/** Every file that `npm run reference` writes: paths from the root of the project, with what they have to be. */
export async function renderReference(): Promise<ReadonlyMap<string, string>> {
  const examples = inZone(ZONE, () => new Map(OPERATIONS.map(({ name }) => [name, readExample(name)])));
  const { dialects, document } = await describedDialects();
  return new Map([
    ['src/wire/asmx/reference/examples.ts', renderExamples(examples)],
    [`${FOLDER}/README.md`, renderIndex(OPERATIONS, dialects)],
    ...dialects.map((dialect): [string, string] => [
      `${FOLDER}/${dialect.name}.md`,
      renderDialect(document, dialect, guideOf(dialect.name)),
    ]),
    ...OPERATIONS.map((operation): [string, string] => [
      `${FOLDER}/${fileOf(operation.name)}`,
      renderOperation(operation, operation.name, examples.get(operation.name) ?? NO_EXAMPLE),
    ]),
  ]);
}

const NO_EXAMPLE: Example = { parameters: [], answer: '' };

function inZone<Result>(zone: string, make: () => Result): Result {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    return make();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}
