/** A fixture that cannot be loaded; its message is meant for the person who wrote the file. */
export class FixtureError extends Error {
  override readonly name = 'FixtureError';
}

export interface Problems {
  add(where: string, text: string): void;
  /** @throws a FixtureError naming every problem found so far, one a line */
  stop(): never;
  /** Stops, unless there is no problem. */
  stopIfAny(): void;
}

/** More than a screenful helps nobody: the same mistake usually repeats. */
const SHOWN_PROBLEMS = 20;

/** Collects what is wrong with a file, so that its author sees everything at once. */
export function collectProblems(fileName: string): Problems {
  const found: string[] = [];

  function stop(): never {
    const shown = found.slice(0, SHOWN_PROBLEMS);
    const hidden = found.length - shown.length;
    if (hidden > 0) shown.push(`and ${hidden} more`);
    throw new FixtureError([`${fileName} cannot be loaded:`, ...shown].join('\n  '));
  }

  return {
    add(where, text) {
      found.push(where === '' ? text : `${where}: ${text}`);
    },
    stop,
    stopIfAny() {
      if (found.length > 0) stop();
    },
  };
}
