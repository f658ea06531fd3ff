import { findFaults } from './json-faults.ts';
import { placeAt } from './place-in-text.ts';
import type { Problems } from '../problems.ts';
import { writePlace } from './wording.ts';

/**
 * Parses JSON. What is not JSON is a problem, with its place and what stands there; so is a key that an object has
 * twice, of which JSON.parse would take the second value and lose the first.
 *
 * @throws FixtureError naming the first place that is not JSON, or every key that is there twice
 */
export function parseJson(json: string, problems: Problems): unknown {
  const { mistake, repeats } = findFaults(json);
  if (mistake) {
    problems.add(placeAt(json, mistake.at), `not valid JSON: expected ${mistake.expected}, found ${mistake.found}`);
    return problems.stop();
  }
  for (const { path, key, first, again } of repeats) {
    const places = `at ${placeAt(json, first)} and at ${placeAt(json, again)}`;
    problems.add(writePlace(path), `the key ${JSON.stringify(key)} is there twice, ${places}`);
  }
  problems.stopIfAny();
  return JSON.parse(json);
}
