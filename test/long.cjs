'use strict';

/** How often each property is tried in a run that takes its time: half an hour on two cores, unless told otherwise. */
process.env.FUZZ_RUNS ??= '1500';
process.env.PROPERTY_RUNS ??= '600';

/** Made-up calls by the thousand, of every JSON route and of all APIs against one another. */
module.exports = require('./support/in-processes.cjs')('test/fuzz', 'test/property');
