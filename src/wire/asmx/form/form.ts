import type { Operation, Parameter, Value } from '../contract/operation.ts';
import type { Answer, Message } from '../../dialect.ts';
import { bitOf } from '../../spellings.ts';
import { cacheControlOf, withEtag } from '../caching.ts';
import type { AsmxCall, Binding, Dispatch, HttpBindings } from '../call.ts';
import { reasonOf, UnreadableCall } from '../../unreadable-call.ts';
import { mediaTypeForLog } from '../media-type-for-log.ts';
import { readClr } from './clr-scalars.ts';
import { callOf } from '../call-headers.ts';
import { renderIndented } from '../answer/document.ts';
import type { Form } from './form-encoding.ts';
import { charsetOf, parseForm } from './form-encoding.ts';
import { htmlEncode } from './html-encode.ts';
import { dateSpelling } from '../values/usual-date.ts';
import { throughWholeDay } from '../values/whole-day.ts';

export interface FormDialectOptions extends HttpBindings {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly dispatch: Dispatch;
  /** The day on which a time without a date falls. */
  readonly clock: () => Date;
}

export interface FormDialect {
  /**
   * Answers a request for `/srv.asmx/<methodName>`, the name already percent-decoded; a call that `dispatch` fails for
   * with `formFault`.
   */
  readonly answer: (message: Message, methodName: string) => Promise<Answer>;
}

const FORM = 'application/x-www-form-urlencoded';

/** Creates the dialect of GET query strings and POST forms (docs/legacy/wire.md#answers-to-get-and-post). */
export function createFormDialect({ operations, dispatch, clock, httpGet, httpPost }: FormDialectOptions): FormDialect {
  const methods = new Map(Object.values(operations).map((operation) => [operation.name, methodOf(operation)]));
  const namesInLowerCase = new Map([...methods.keys()].map((name) => [name.toLowerCase(), name]));

  const bindingOf = (verb: string): Binding | undefined => {
    if (verb === 'GET' && httpGet) return 'http-get';
    return verb === 'POST' && httpPost ? 'http-post' : undefined;
  };

  const methodNamed = (name: string): Method => {
    const method = methods.get(name);
    if (method) return method;
    const other = namesInLowerCase.get(name.toLowerCase());
    const length = `a name of ${name.length} characters`;
    throw new UnreadableCall(
      other === undefined
        ? `${name} Web Service method name is not valid.`
        : `Invalid method name '${name}',  method names are case sensitive.   ` +
            `The method name '${other}' with the same name but different casing was found.\r\nParameter name: methodName`,
      { reason: other === undefined ? `There is no such method: ${length}.` : `Not the casing of ${other}.` },
    );
  };

  return {
    async answer(message, methodName) {
      if (isScriptCall(message)) return SCRIPT_CALL_REFUSED;
      const binding = bindingOf(message.method);
      if (!binding || methodName === '')
        return failure(`Request format is unrecognized for URL unexpectedly ending in '/${methodName}'.`);
      let method: Method | undefined;
      let read: ReadForm;
      try {
        method = methodNamed(methodName);
        read = method.readers.length === 0 ? NOTHING_READ : readValues(method, message, clock());
      } catch (error) {
        if (!(error instanceof UnreadableCall)) throw error;
        const operation = method?.operation.name ?? 'unknown';
        const call = { operation, binding, outcome: 'unreadable', reason: reasonOf(error) };
        return { ...failure(encodedMessageOf(error)), call };
      }
      const { operation } = method;
      try {
        const { document, etag, outcome, user, credential, spellings, fault } = await dispatch(
          callOf(message, { operation, binding, ...read }),
        );
        return {
          status: 200,
          headers: withEtag(method.headers, etag),
          body: renderIndented(document),
          call: { operation: operation.name, binding, outcome, user, credential, spellings },
          fault,
        };
      } catch (fault) {
        return { ...formFault(), call: { operation: operation.name, binding, outcome: 'fault' }, fault };
      }
    },
  };
}

/**
 * The answer to a call that failed on our side; says nothing of why (docs/legacy/wire.md#bad-input-over-get-and-post,
 * suppressReturningExceptions).
 */
export const formFault = (): Answer => failure('An error occurred on the server.');

interface Method {
  readonly operation: Operation;
  readonly readers: readonly { readonly parameter: Parameter; readonly key: string }[];
  /** Headers of the answer to a call that could be read. */
  readonly headers: Answer['headers'];
}

const methodOf = (operation: Operation): Method => ({
  operation,
  readers: operation.parameters.map((parameter) => ({ parameter, key: parameter.name.toLowerCase() })),
  headers: { 'Cache-Control': cacheControlOf(operation.name), 'Content-Type': 'text/xml; charset=utf-8' },
});

const FAILURE_HEADERS = { 'Cache-Control': 'private', 'Content-Type': 'text/plain; charset=utf-8' };

const failure = (text: string): Answer => ({ status: 500, headers: FAILURE_HEADERS, body: `${text}\r\n` });

/**
 * LEGACY: .NET 4 hands JSON posts to the AJAX handler, which fails without [ScriptService]
 * (docs/legacy/wire.md#routing).
 */
const SCRIPT_CALL_REFUSED: Answer = {
  status: 500,
  headers: { 'Cache-Control': 'private', 'Content-Type': 'application/json; charset=utf-8' },
  body: '{"Message":"There was an error processing the request.","StackTrace":"","ExceptionType":""}',
};

const isScriptCall = ({ method, headers }: Message): boolean =>
  method === 'POST' && /^application\/json(?:;|$)/i.test(headers['content-type'] ?? '');

/** The values of the parameters, and the bits of the deprecated spellings they were found in. */
type ReadForm = Pick<AsmxCall, 'values' | 'spellings'>;

const NOTHING_READ: ReadForm = { values: {}, spellings: 0 };

const PARAMETER_CASE = bitOf('parameter-case');
const PERCENT_U = bitOf('percent-u');
const BOOLEAN = bitOf('boolean');

/** Reads parameters in declared order, so that the first problem is the one reported (docs/legacy/wire.md#routing). */
function readValues({ readers }: Method, message: Message, now: Date): ReadForm {
  const form = formOf(message);
  const values: Record<string, Value> = {};
  let spellings = form.hasPercentU ? PERCENT_U : 0;
  for (const { parameter, key } of readers) {
    const text = form.values.get(key);
    if (text !== undefined) {
      values[parameter.name] = readValue(parameter, text, now);
      if (!form.names.includes(parameter.name)) spellings |= PARAMETER_CASE;
      spellings |= dateSpelling(parameter, text) | booleanSpelling(parameter, text);
    }
    // The original demanded every parameter, its pages call some optional (docs/legacy/wire.md#where-handover-differs).
    else if (parameter.optional) values[parameter.name] = null;
    else throw new UnreadableCall(`Missing parameter: ${parameter.name}.`);
  }
  return { values, spellings };
}

const booleanSpelling = ({ type }: Parameter, text: string): number =>
  type === 'boolean' && text !== 'true' && text !== 'false' ? BOOLEAN : 0;

function readValue(parameter: Parameter, text: string, now: Date): Value {
  const { name, type } = parameter;
  try {
    return throughWholeDay(parameter, text, readClr(type, text, now));
  } catch (error) {
    if (!(error instanceof UnreadableCall)) throw error;
    throw new UnreadableCall(error.message, { cause: error.cause, reason: `${name}: ${error.reason}` });
  }
}

/** A GET has only its query, a POST only its body (docs/legacy/wire.md#bad-input-over-get-and-post). */
function formOf({ method, query, headers, body, bodyTooLarge }: Message): Form {
  if (method === 'GET') return parseForm(query);
  const contentType = headers['content-type'] ?? '';
  const semicolon = contentType.indexOf(';');
  const mediaType = semicolon === -1 ? contentType : contentType.slice(0, semicolon);
  if (mediaType.toLowerCase() !== FORM)
    throw new UnreadableCall(`Request format is invalid: ${contentType}.`, {
      reason: `Request format is invalid: ${mediaTypeForLog(contentType)}.`,
    });
  if (bodyTooLarge) throw new UnreadableCall('Maximum request length exceeded.');
  return parseForm(body, charsetOf(contentType));
}

/**
 * Joins the messages of an error and its causes; only the arrow between them stays unencoded
 * (docs/legacy/wire.md#bad-input-over-get-and-post).
 */
function encodedMessageOf({ message, cause }: Error): string {
  const encoded = htmlEncode(message);
  return cause instanceof Error ? `${encoded} ---> ${encodedMessageOf(cause)}` : encoded;
}
