'use strict';

const inProcesses = require('./support/in-processes.cjs')('test');

module.exports = { ...inProcesses, require: [...inProcesses.require, './test/support/compile-first.ts'] };
