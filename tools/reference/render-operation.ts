import type { Operation } from '../../src/wire/asmx/contract/operation.ts';
import type { OperationName } from '../../src/wire/asmx/contract/parameters.ts';
import { CRITERIA, SORT_NAMES } from '../../src/wire/asmx/parameters/criteria.ts';
import { placesOf, type Part } from '../../src/wire/asmx/reference/answer.ts';
import { ANSWERS } from '../../src/wire/asmx/reference/answers.ts';
import { ERRORS, KEEP_COMMENTS } from '../../src/wire/asmx/reference/errors.ts';
import type { Example } from './examples.ts';
import { code, codes, fenced, page, table } from './markdown.ts';

/** Renders the page of a legacy operation: the call, what it answers, how it says no. */
export const renderOperation = (operation: Operation, name: OperationName, example: Example): string =>
  page('the WSDL, the wire samples and the words of refusals', [
    `# ${name}`,
    `${operation.description} [What the original did, and what was decided](../legacy/operations.md#${name.toLowerCase()}).`,
    '## Call',
    fenced('sh', curlOf(name, example)),
    renderParameters(operation),
    ...renderWords(operation),
    ...renderAnswer(name, example),
    ...renderErrors(operation, name),
  ]);

const curlOf = (name: string, { parameters }: Example): string =>
  [
    `curl http://127.0.0.1:8080/srv.asmx/${name}`,
    ...(parameters.length === 0
      ? []
      : parameters.map(
          ([each, value]) => `--data-urlencode ${value === '$TICKET' ? `"${each}=$TICKET"` : `'${each}=${value}'`}`,
        )),
  ].join(' \\\n  ');

const renderParameters = ({ parameters }: Operation): string =>
  parameters.length === 0
    ? 'It takes no parameters.'
    : table(
        ['Name', 'Type', 'Required', 'Meaning'],
        parameters.map(({ name, type, optional, description }) => [
          code(name),
          type,
          optional ? 'no' : 'yes',
          description.replace(/<.*>/, code),
        ]),
      );

function renderWords({ parameters }: Operation): readonly string[] {
  if (!parameters.some(({ name }) => name === 'xmlcriteria')) return [];
  return [
    '### Criteria',
    'What `xmlcriteria` may select by. A task has to meet all criteria given; upper and lower case are alike in their names, not in their values.',
    table(
      ['NAME', 'VALUE', 'Selects tasks'],
      Object.entries(CRITERIA).map(([name, { values, selects }]) => [
        code(name),
        typeof values === 'string' ? values : codes(values),
        selects,
      ]),
    ),
    '### Orders',
    `What \`SortBy\` may be, with upper and lower case as here: ${codes(SORT_NAMES)}.`,
  ];
}

function renderAnswer(name: OperationName, { answer: xml }: Example): readonly string[] {
  const answer = ANSWERS[name];
  const places = placesOf(answer);
  return [
    '## Answer',
    `The document that GET and POST answer; in SOAP it stands in \`${name}Result\`. \`success\` is \`true\`.`,
    ...(answer.note === undefined ? [] : [answer.note]),
    fenced('xml', xml.replace('$TICKET', '0190a5c0-0000-7000-8000-00000000000a')),
    ...(places.length === 0
      ? []
      : [
          "Names with `@` are attributes. Times are those of the server's zone, with a Z of UTC.",
          table(
            ['Name', 'Type', 'If none', 'Meaning'],
            places.map(({ path, part }) => [code(path), formatOf(part), noneOf(part), part.means]),
          ),
        ]),
  ];
}

function formatOf({ format, occurs }: Part): string {
  const often = occurs === 'many' ? ', any number of times' : occurs === 'maybe' ? ', may be left out' : '';
  if (format === null) return `element${often}`;
  if ('pattern' in format) return format.shown + often;
  return format.every((word) => word === '') ? 'string' : codes(format) + often;
}

const noneOf = ({ none }: Part): string => (none === undefined ? '–' : none === '' ? 'empty' : code(none));

function renderErrors({ parameters }: Operation, name: OperationName): readonly string[] {
  const errors = ERRORS[name];
  const [first] = errors;
  if (!first) return ['## Errors', 'This operation turns nobody down.'];
  const required = parameters.find(({ optional }) => !optional);
  return [
    '## Errors',
    `A call that is turned down is answered with HTTP 200, and nothing was changed${KEEP_COMMENTS.has(name) ? ', but that a comment which came with it is kept' : ''}:`,
    fenced('xml', `<${ANSWERS[name].root} success="false" error="${first.says}" />`),
    ...(required
      ? [
          `Before anything else the parameters are read. Where one is missing, or is no value of its type, the answer is HTTP 500 with a line of text such as \`Missing parameter: ${required.name}.\`, in SOAP a fault ([all cases](../legacy/wire.md#bad-input-over-get-and-post)).`,
        ]
      : []),
    'Then come the rows of this table, in their order: of several things that are wrong the first is told. `errorCode` is sent with [`ERROR_CODES=on`](../settings.md) only; `Reason` is what the log calls it.',
    table(
      ['error', 'Means', 'What to do', 'errorCode', 'Reason'],
      errors.map(({ says, means, remedy, number, reason }) => [
        code(says),
        `${means}.`,
        `${remedy}.`,
        number === null ? '–' : String(number),
        code(reason),
      ]),
      ['errorCode'],
    ),
  ];
}
