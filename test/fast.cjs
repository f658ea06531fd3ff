'use strict';

/** Everything that starts no process: the rules, the contract and the wire. */
module.exports = require('./support/in-processes.cjs')(
  'test/core',
  'test/contract',
  'test/wire',
  'test/config.test.ts',
  'test/layout.test.ts',
);
