'use strict';

const process = require('node:process');
const { relative } = require('node:path');
const { reporters } = require('mocha');

/** Mocha's own report; below it what failed, each with the command that runs it alone, and the line that a build reads. */
module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    // Not when the runner ends: the global teardown and a failing process may still have something to say.
    runner.once('end', () => {
      process.once('exit', () => {
        const commands = new Set(this.failures.map(commandFor));
        if (commands.size > 0) process.stdout.write(`Alone:\n${[...commands].join('')}\n`);
        process.stdout.write(`${this.stats.passes} passed, ${this.stats.failures} failed\n`);
      });
    });
  }
};

/** A hook has no name that a search finds; its block has. */
function commandFor(test) {
  const { file, parent, type } = test;
  if (!file) return '';
  const title = (type === 'hook' ? parent : test).fullTitle();
  return `  npx mocha ${relative(process.cwd(), file)} -f '${title.replaceAll("'", "'\\''")}'\n`;
}
