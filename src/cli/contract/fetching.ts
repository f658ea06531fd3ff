const WAIT_MS = 30_000;

/** For whatever is asked of a server: it answers in time, or it is told that it did not. */
export const WSDL_OPTIONS = { timeout: WAIT_MS } as const;

/** The address of a service from what somebody has at hand: with or without ?wsdl, also a file for its WSDL. */
export const wsdlOf = (address: string): string =>
  /^https?:/i.test(address) && !address.includes('?') ? `${address}?wsdl` : address;

/** The address that calls go to. */
export const serviceOf = (address: string): string => address.replace(/\?.*$/, '');
