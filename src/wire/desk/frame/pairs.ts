/**
 * Reads a query, or what a form sent. U+0000 is left out, as PostgreSQL's text holds none and no field of a page takes
 * any; broken UTF-8 comes as U+FFFD.
 */
export const readPairs = (text: string): URLSearchParams =>
  new URLSearchParams(new URLSearchParams(text).toString().replaceAll('%00', ''));
