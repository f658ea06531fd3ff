'use strict';

const { readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const LONGEST = ['test/wire/samples', 'test/acceptance', 'test/store/embedded', 'test/fuzz', 'test/tools', 'test/wire'];

const rank = (file) => {
  const found = LONGEST.findIndex((start) => file.startsWith(start));
  return found === -1 ? LONGEST.length : found;
};

const testsIn = (place) =>
  statSync(place).isFile()
    ? [place]
    : readdirSync(place, { recursive: true })
        .map((name) => join(place, name).replaceAll('\\', '/'))
        .filter((file) => file.endsWith('.test.ts'));

/**
 * Mocha's configuration for the tests of these files and folders: in three processes, a file after another, the longest
 * first, so that in the end none waits for the others. One more than small machines have processors: a test waits a third
 * of its time, for a server or the database.
 */
module.exports = (...places) => ({
  ...require('../../.mocharc.cjs'),
  parallel: true,
  jobs: 3,
  spec: places.flatMap(testsIn).sort((one, other) => rank(one) - rank(other) || one.localeCompare(other, 'en')),
});
