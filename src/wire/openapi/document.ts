import { z } from 'zod';
import { createDocument, type oas31, type ZodOpenApiOperationObject, type ZodOpenApiOverride } from 'zod-openapi';
import type { Product } from '../html/document.ts';
import type { JsonDialect, JsonRoute, RouteDescription } from '../json/json-dialect.ts';
import { operationIds } from './operation-ids.ts';

export type OpenApiDocument = oas31.OpenAPIObject;

/** Describes the calls of all these dialects in one document, by the schemas that the calls themselves are read by. */
export function describeDialects(dialects: readonly JsonDialect[], product: Product): OpenApiDocument {
  const idOf = operationIds(dialects);
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const dialect of dialects) {
    for (const route of dialect.routes) {
      (paths[templateOf(route.path)] ??= {})[route.method] = operationOf(dialect, route, idOf(route));
    }
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: product.name,
        version: product.version,
        description: 'One store of tasks, and the calls of several products to hand them over.',
      },
      // A path of this server is no address that the format allows.
      ...(product.documentation?.includes('://') ? { externalDocs: { url: product.documentation } } : {}),
      tags: dialects.map(({ name, title }) => ({ name, description: title })),
      paths,
      components: { securitySchemes: Object.fromEntries(dialects.flatMap(({ security }) => Object.entries(security))) },
    },
    { override: withoutClosing },
  );
}

/** `/tasks/:id` as a template of OpenAPI. */
export const templateOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

/** An answer may have more members some day; a client that is made from the document must not fail on them. */
const withoutClosing: ZodOpenApiOverride = ({ jsonSchema, io, zodSchema }) => {
  const { def } = zodSchema._zod;
  if (io === 'output' && def.type === 'object' && !def.catchall) delete jsonSchema.additionalProperties;
};

function operationOf(
  dialect: JsonDialect,
  { path, described }: JsonRoute,
  operationId: string,
): ZodOpenApiOperationObject {
  const { summary, query, headers, body, answers, isOpen = false, isChange = false } = described;
  const header = z.object({ ...headers?.shape, ...(isChange ? REPEATABLE : {}) });
  return {
    tags: [dialect.name],
    operationId,
    summary,
    requestParams: {
      ...(path.includes(':') ? { path: pathOf(path, described) } : {}),
      ...(query ? { query } : {}),
      ...(Object.keys(header.shape).length > 0 ? { header } : {}),
    },
    ...(body
      ? {
          requestBody: {
            required: body.isOptional !== true,
            content: { [body.contentType ?? JSON_TYPE]: { schema: body.schema } },
          },
        }
      : {}),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [status, responseOf(dialect, status, answer)]),
    ),
    security: isOpen ? [] : Object.keys(dialect.security).map((scheme) => ({ [scheme]: [] })),
  };
}

const JSON_TYPE = 'application/json';

/** What every call that changes something takes. */
const REPEATABLE = {
  'Idempotency-Key': z
    .string()
    .optional()
    .meta({
      description: 'A text of your own for this call: sent again with it within 24 hours, the call is not done twice.',
      param: { id: 'IdempotencyKey' },
    }),
};

/** The parts of the path as they are described, and as text where they are not. */
const pathOf = (path: string, { path: known }: RouteDescription): z.ZodObject =>
  z.object(
    Object.fromEntries(
      [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, known?.shape[name] ?? z.string()] as const),
    ),
  );

const HEADERS = {
  'X-Request-Id': z
    .string()
    .meta({ description: 'Names the call in the log of the server.', header: { id: 'RequestId' } }),
};

const RETRY_AFTER = {
  'Retry-After': z.string().meta({ description: 'Seconds until a further call.', header: { id: 'RetryAfter' } }),
};

const responseOf = (
  { errorType = JSON_TYPE }: JsonDialect,
  status: string,
  { description, schema }: RouteDescription['answers'][number],
) => ({
  description,
  headers: z.object({ ...HEADERS, ...(status === '429' || status === '503' ? RETRY_AFTER : {}) }),
  ...(schema ? { content: { [Number(status) < 400 ? JSON_TYPE : errorType]: { schema } } } : {}),
});
