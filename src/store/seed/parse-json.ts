import type { Problems } from './problems.ts';

/** Parses JSON; what is not is a problem named by its line. */
export function parseJson(json: string, problems: Problems): unknown {
  try {
    // Editors on Windows begin a file with a byte order mark, which is not JSON.
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = findPosition(error.message, json);
    const place = position < 0 ? '' : `line ${json.slice(0, position).split('\n').length}`;
    problems.add(place, 'not valid JSON');
    return problems.stop();
  }
}

/**
 * V8 tells either the position or the text around it. The text is looked for and not repeated: it may be
 * somebody's password.
 */
function findPosition(message: string, json: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  if (message.includes('Unexpected end')) return json.length;
  const around = /(?:\.\.\.)?"(.*?)"(?:\.\.\.)? is not valid JSON$/s.exec(message)?.[1];
  return around === undefined ? -1 : json.indexOf(around) + Math.floor(around.length / 2);
}
