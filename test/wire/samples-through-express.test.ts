import { testSamples } from '../support/samples/testing.ts';

/** The same bytes, whether Express routes a call or the shortcut past it is taken. */
testSamples('wire samples through Express alone', 'throughExpress');
