'use strict';

const process = require('node:process');

module.exports = {
  // Node takes the types away itself from version 22.18 on, in two thirds of the time.
  import: process.features.typescript ? [] : ['tsx'],
  require: ['./test/support/hooks.ts'],
  reporter: './test/support/reporter.cjs',
  extension: ['test.ts'],
  recursive: true,
  timeout: 20000,
  exit: false,
  'forbid-only': true,
  'forbid-pending': true,
};
