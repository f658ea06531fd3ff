'use strict';

const inProcesses = require('./support/in-processes.cjs')(
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
module.exports = { ...inProcesses, require: [...inProcesses.require, './test/support/compile-first.ts'] };
