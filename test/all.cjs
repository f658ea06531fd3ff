'use strict';

module.exports = require('./support/in-two-processes.cjs')('test');
