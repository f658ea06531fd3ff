import { saidOfCertificate } from '../certificate.ts';

const WAIT_MS = 30_000;

/** For whatever is asked of a server: it answers in time, or it is told that it did not. */
export const WSDL_OPTIONS = { timeout: WAIT_MS } as const;

/** The address of a service from what somebody has at hand: with or without ?wsdl, also a file for its WSDL. */
export const wsdlOf = (address: string): string =>
  /^https?:/i.test(address) && !address.includes('?') ? `${address}?wsdl` : address;

/** The address that calls go to. */
export const serviceOf = (address: string): string => address.replace(/\?.*$/, '');

/** An address as others may see it: without account and password. */
export const shown = (address: string): string => address.replace(/\/\/[^/]*@/, '//');

/** What went wrong with a request, on one line and without its address, in which there may be a password. */
export function saidBy(failure: unknown): string {
  if (!(failure instanceof Error)) return 'an empty body';
  // fetch has the reason behind it, and a name of several addresses has one for each.
  if (failure.cause instanceof Error) return saidBy(failure.cause);
  if (failure instanceof AggregateError && failure.message === '') return saidBy(failure.errors[0]);
  // node-soap puts the whole page behind the number.
  const [, status] = /^Invalid WSDL URL: [^]*? Code: (\d+)/.exec(failure.message) ?? [];
  if (status !== undefined) return `the answer is HTTP ${status}`;
  // fetch names the whole address, which is for its caller.
  if (/ includes credentials: /.test(failure.message)) return 'an address with a password in it is for SOAP only';
  return saidOfCertificate(failure) ?? failure.message.split('\n', 1).join('');
}
