import type { Parameter, ScalarType } from './operation.ts';
import type { srv } from './srv.ts';

/** The operations of wsdl/srv.wsdl, spelled as it spells them. */
export type OperationName = keyof typeof srv;

interface Scalars extends Record<ScalarType, string | number | boolean | Date> {
  readonly string: string;
  readonly int: number;
  readonly boolean: boolean;
  readonly dateTime: Date;
}

type ValueOf<Each extends Parameter> =
  Scalars[Each['type']] | (Each['type'] extends 'string' ? null : Each['optional'] extends true ? null : never);

type ValuesOf<Each extends Parameter> = { readonly [One in Each as One['name']]: ValueOf<One> };

/**
 * The values of an operation's parameters under their names in the WSDL. A string left out is null; a value
 * type is null only if it may be left out.
 */
export type Parameters<Name extends OperationName> = ValuesOf<(typeof srv)[Name]['parameters'][number]>;
