'use strict';

const inTwoProcesses = require('./support/in-two-processes.cjs')('test');

module.exports = { ...inTwoProcesses, require: [...inTwoProcesses.require, './test/support/compile-first.ts'] };
