/** The XSD types the contract uses for parameters. */
export type ScalarType = 'string' | 'int' | 'boolean' | 'dateTime';

export interface Parameter {
  /** Spelled as the WSDL spells it; forms match it ignoring case. */
  readonly name: string;
  readonly type: ScalarType;
  /** May be left out on GET and POST form (its page calls it optional); a SOAP call may leave out any. */
  readonly optional: boolean;
  /** A dateTime whose text has no time is the end of that day in the server's zone, not its beginning. */
  readonly wholeDay?: true;
  /** The meaning, for the help page. */
  readonly description: string;
}

export interface Operation {
  readonly name: string;
  /** One line for the help page and wsdl:documentation. */
  readonly description: string;
  readonly parameters: readonly Parameter[];
}

/** A parameter's value once read: what the WSDL type says, null for an absent string. */
export type Value = string | number | boolean | Date | null;
