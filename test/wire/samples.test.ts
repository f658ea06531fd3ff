import { testSamples } from '../support/samples/testing.ts';

testSamples('wire samples as the server listens', 'listener');
