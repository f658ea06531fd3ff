import { ensureCompiled } from './compiled.ts';

/** Before several processes of tests begin, so that they do not compile side by side. */
export const mochaGlobalSetup = ensureCompiled;
