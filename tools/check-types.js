// Checks the types alone, for the run of all tests; the lint asks for them itself.
import { checkTypes } from './types.js';

const { faults } = checkTypes();
process.stdout.write(faults);
process.exitCode = faults === '' ? 0 : 1;
