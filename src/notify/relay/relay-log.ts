/** The part of a logger the relay uses; pino's fits. */
export interface RelayLog {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}
