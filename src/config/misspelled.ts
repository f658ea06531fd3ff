/** A variable of the environment that is no setting, and the setting that its name is one or two letters off. */
export interface Misspelled {
  readonly given: string;
  readonly meant: string;
}

/** In a shorter name two letters make another word: HOME is not meant to be HOST. */
const SHORT_NAME = 5;

/**
 * Finds variables that are likely meant for settings: in another case, or one or two letters off (a letter more, less,
 * another, or two in each other's place). A setting that is set was not misspelled.
 */
export function findMisspelled(
  env: Readonly<Record<string, string | undefined>>,
  settings: readonly string[],
): Misspelled[] {
  const absent = settings.filter((name) => !env[name]);
  return Object.keys(env).flatMap((given) => {
    if (settings.includes(given)) return [];
    const meant = absent.find((name) => lettersApart(given.toUpperCase(), name) <= (name.length > SHORT_NAME ? 2 : 1));
    return meant === undefined ? [] : [{ given, meant }];
  });
}

/** Counts the letters by which two words differ (optimal string alignment); past two it says three. */
export function lettersApart(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row += 1) {
    const distances = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      distances.push(
        Math.min(
          at(rows, row - 1, column) + 1,
          (distances[column - 1] ?? 0) + 1,
          at(rows, row - 1, column - 1) + (same ? 0 : 1),
          swapped ? at(rows, row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
    rows.push(distances);
  }
  return at(rows, one.length, other.length);
}

const at = (rows: readonly number[][], row: number, column: number): number => rows[row]?.[column] ?? 0;
