const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Could this be the number of a result? */
export const isResultKey = (text: string): boolean => UUID.test(text);
