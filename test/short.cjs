'use strict';

const inTwoProcesses = require('./support/in-two-processes.cjs')(
  'test/core',
  'test/wire',
  'test/config.test.ts',
  'test/image.test.ts',
  'test/layout.test.ts',
  'test/node-version.test.ts',
  'test/acceptance/first-hour.test.ts',
);

/**
 * For a version of Node beside the one that runs all tests: what needs no database, all that comes over the wire, and
 * the first hour with a server that is really started.
 */
module.exports = { ...inTwoProcesses, require: [...inTwoProcesses.require, './test/support/compile-first.ts'] };
