/** Why a text is no JSON. */
export interface Mistake {
  /** Index into the text. */
  readonly at: number;
  readonly expected: string;
  /** The text at the place, for a person; a text that may be a secret is only named. */
  readonly found: string;
}

/** A key that an object has twice; the places are indexes into the text. */
export interface Repeat {
  readonly path: readonly (string | number)[];
  readonly key: string;
  readonly first: number;
  readonly again: number;
}

interface Level {
  /** Where each key of an object stands; null for a list. */
  readonly keys: Map<string, number> | null;
  /** The key or the index of the value that is read. */
  step: string | number;
}

const SPACE = /[ \t\n\r]*/y;
// A broken escape or a line break ends it before its closing quote.
const STRING = /"(?:[ !#-[\]-\u{10ffff}]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/uy;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const WORD = /[^\s"{}[\],:]+/y;

const LONGEST_SHOWN = 20;

/** Fields whose value nobody else should read, wherever the message of a mistake may end up. */
const SECRETS: ReadonlySet<string | number> = new Set(['password', 'key']);

const VALUE = 'a value';
const KEY = 'a key in double quotes';

/**
 * Looks for what JSON.parse does not tell: where the first mistake is, and which keys are there twice. It takes and
 * refuses the same texts.
 */
export function findFaults(json: string): { readonly mistake?: Mistake; readonly repeats: readonly Repeat[] } {
  const levels: Level[] = [];
  const repeats: Repeat[] = [];
  let at = 0;

  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(json)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const take = (character: string): boolean => {
    skip(SPACE);
    if (json[at] !== character) return false;
    at += 1;
    return true;
  };
  const isHidden = (): boolean => levels.some(({ step }) => SECRETS.has(step));
  const stop = (expected: string) => ({
    mistake: { at, expected, found: isHidden() ? 'something else' : found(json, at) },
    repeats,
  });

  /** The text as it is written, without its closing quote, which `take` looks for. */
  const readString = (): string | null => {
    skip(SPACE);
    const start = at;
    return skip(STRING) ? json.slice(start, at) : null;
  };

  const enter = (level: Level): void => void levels.push(level);

  for (;;) {
    const level = levels.at(-1);
    if (level?.keys) {
      skip(SPACE);
      const place = at;
      const written = readString();
      if (written === null) return stop(level.keys.size === 0 ? `${KEY} or }` : KEY);
      if (json[at] !== '"') return stop(endOfText(json, at));
      at += 1;
      const key = String(JSON.parse(`${written}"`));
      const first = level.keys.get(key);
      if (first === undefined) level.keys.set(key, place);
      else repeats.push({ path: levels.slice(0, -1).map(({ step }) => step), key, first, again: place });
      level.step = key;
      if (!take(':')) return stop('a colon after the key');
    }

    // A value.
    if (take('{')) {
      enter({ keys: new Map(), step: '' });
      if (!take('}')) continue;
      levels.pop();
    } else if (take('[')) {
      enter({ keys: null, step: 0 });
      if (!take(']')) continue;
      levels.pop();
    } else if (readString() !== null) {
      if (json[at] !== '"') return stop(endOfText(json, at));
      at += 1;
    } else if (!skip(SCALAR)) {
      return stop(level && !level.keys && level.step === 0 ? `${VALUE} or ]` : VALUE);
    }

    // A value is followed by the ends of its containers, or by a comma before the next value.
    for (;;) {
      const around = levels.at(-1);
      if (!around) {
        skip(SPACE);
        return at === json.length ? { repeats } : stop('the end of the file');
      }
      if (take(',')) {
        if (typeof around.step === 'number') around.step += 1;
        break;
      }
      if (!take(around.keys ? '}' : ']')) return stop(around.keys ? 'a comma or }' : 'a comma or ]');
      levels.pop();
    }
  }
}

const endOfText = (json: string, at: number): string =>
  json[at] === '\\' ? 'an escape of JSON such as \\\\ or \\n' : 'a closing quote';

/** The offending text: a word as far as it fits, a text by its quote only. */
function found(json: string, at: number): string {
  const character = json.slice(at, at + 2).match(/^./su)?.[0];
  if (character === undefined) return 'the end of the file';
  if (character === '\n' || character === '\r') return 'the end of the line';
  if (character === '"') return 'a text';
  if (character === '\\') return json.slice(at, at + 2);
  if (/\p{C}|\s/u.test(character))
    return `the character U+${character.codePointAt(0)?.toString(16).padStart(4, '0').toUpperCase()}`;
  WORD.lastIndex = at;
  const word = WORD.exec(json)?.[0] ?? character;
  return word.length > LONGEST_SHOWN ? `${word.slice(0, LONGEST_SHOWN)}…` : word;
}
