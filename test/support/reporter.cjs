'use strict';

const process = require('node:process');
const { reporters } = require('mocha');

/** Mocha's own report, and below everything the one line that a continuous build reads. */
module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    // Not when the runner ends: the global teardown and a failing process may still have something to say.
    runner.once('end', () => {
      process.once('exit', () => {
        process.stdout.write(`${this.stats.passes} passed, ${this.stats.failures} failed\n`);
      });
    });
  }
};
