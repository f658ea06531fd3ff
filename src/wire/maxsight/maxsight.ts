import type { Operations } from '../../operations/index.ts';
import type { JsonDialect } from '../json/json-dialect.ts';
import { troubleBody } from './answers.ts';
import { credentialOf } from './api-key.ts';
import { getTask } from './get-task.ts';
import { updateAssignment } from './update-assignment.ts';
import { EXAMPLE } from './example.ts';

/** The part of the operations that this dialect speaks for. */
export type MaxsightOperations = Pick<Operations, 'readSharedTask' | 'assignTask' | 'unassignTask' | 'loginOf'>;

const ADDRESSES = /^\/v5(?=\/|$)/;

/** Maxsight task assignments (docs/vendors/maxsight.md). */
export const createMaxsightDialect = (operations: MaxsightOperations): JsonDialect => ({
  name: 'maxsight',
  title: 'Maxsight task assignments',
  claims: (path) => ADDRESSES.test(path),
  routes: [getTask(operations), updateAssignment(operations)],
  example: EXAMPLE,
  security: {
    MaxsightApiKey: {
      type: 'apiKey',
      in: 'header',
      name: 'apikey',
      description: 'An API key, made with `handover key add`.',
    },
  },
  errorOf: troubleBody,
  credentialOf,
});
