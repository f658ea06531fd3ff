import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenApiDocument } from '../../../src/wire/openapi/document.ts';
import type { Call } from '../../../src/wire/openapi/page-calls.ts';

const JSON_TYPE = 'application/json';

/** Holds values to the schemas of an OpenAPI document; each gives what is wrong, a line a fault, and '' for nothing. */
export interface Conformance {
  readonly request: (value: unknown, call: Call) => string;
  /** Closed to members that the schema does not name: no member of an answer goes without a description. */
  readonly answer: (value: unknown, call: Call, sent: { readonly status: string; readonly type: string }) => string;
}

export function conformanceOf(given: OpenApiDocument): Conformance {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const document = JSON.parse(JSON.stringify(given)) as object;
  ajv.addSchema(document, 'requests');
  ajv.addSchema(strictly(document) as object, 'answers');
  const validators = new Map<string, ValidateFunction>();

  function faultsOf(value: unknown, kind: 'requests' | 'answers', steps: readonly string[]): string {
    const escaped = steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')));
    const pointer = `${kind}#/${escaped.join('/')}`;
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: pointer });
    validators.set(pointer, validate);
    if (validate(value)) return '';
    return (validate.errors ?? [])
      .map(({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
      .join('\n');
  }

  const placeOf = ({ path, method }: Call): readonly string[] => ['paths', path, method.toLowerCase()];
  return {
    request: (value, call) =>
      faultsOf(value, 'requests', [...placeOf(call), 'requestBody', 'content', JSON_TYPE, 'schema']),
    answer: (value, call, { status, type }) => {
      const { content = {} } = (call.operation.responses?.[status] ?? {}) as { readonly content?: object };
      if (!(type in content)) return `${type} is not described`;
      return faultsOf(value, 'answers', [...placeOf(call), 'responses', status, 'content', type, 'schema']);
    },
  };
}

function strictly(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(strictly);
  if (typeof part !== 'object' || part === null) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, strictly(value)]));
  const isOpen = inner.type === 'object' && inner.properties !== undefined && inner.additionalProperties === undefined;
  return isOpen ? { ...inner, additionalProperties: false } : inner;
}
