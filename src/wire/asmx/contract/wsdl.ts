import { readFileSync } from 'node:fs';

/** Text of wsdl/srv.wsdl as it is kept: LF newlines, with our comments and annotations. */
export const readWsdl = (): string => readFileSync(new URL('../../../../wsdl/srv.wsdl', import.meta.url), 'utf8');
