import { z } from 'zod';

const SOMEBODY = '73c0fde6-eb34-47d5-8ccc-1b1d0aa325b6';
const ASSIGNER = '22930149-1fab-4145-94b5-af2031b8de65';
const MOMENT = '2026-03-02T09:30:00.000Z';

const moment = z.iso.datetime({ precision: 3 });

export const Assignment = z
  .object({
    assigned_by_id: z.guid().nullable().describe('Who assigned the task.'),
    assigned_to_id: z
      .string()
      .nullable()
      .describe('The uuid of the user or team; `external:NAME` for somebody without an account.'),
    assigned_to_type: z.enum(['USER', 'TEAM']),
    assignment_comment: z.string().nullable().describe('What the assigner said to those assigned.'),
  })
  .meta({
    id: 'MaxsightAssignment',
    description: 'Who has the task. Of several assignees the first; of a closed task whoever had it then.',
  });

export const Task = z
  .object({
    assessment_id: z.guid().nullable().describe('Stands for the workflow; null outside one.'),
    assessment_template_id: z.guid().nullable().describe("Stands for the workflow's definition."),
    assignment: Assignment.nullable().describe('Null when nobody has the task.'),
    c_name: z.string().describe("The task's name, else that of its step, else `Task` and its number."),
    created_at: moment,
    custom_metadata: z
      .object({ reassigned_to: z.guid().optional() })
      .describe('`reassigned_to` is the task that a reassignment made of this one.'),
    data_version: z.int().min(1).describe('Rises by one with every change.'),
    entity_id: z.guid().nullable().describe('The document that the task is about.'),
    id: z.guid(),
    institution_id: z.guid().describe('Stands for this installation.'),
    locked_at: moment.nullable().describe('When the task was closed; null while it is open.'),
    microfrontend_id: z.null(),
    name: z.null(),
    status: z
      .enum(['INCOMPLETE', 'COMPLETED_PASS', 'COMPLETED_FAIL'])
      .describe('`INCOMPLETE` with `locked_at` is a task that was dropped or reassigned.'),
    step_name: z.string().nullable(),
    updated_at: moment.describe('The version of the task, to be sent as `If-Match`.'),
    workflow_instance_id: z.guid().nullable().describe('Stands for the workflow; null outside one.'),
  })
  .meta({ id: 'MaxsightTask', description: 'A task and who has it.' });

export const ErrorBody = z
  .object({
    code: z.string().describe('A word for programs.'),
    message: z.string().describe('A sentence for people.'),
    field: z.string().optional().describe('With 400: what of the body is wrong, as a path with dots.'),
    updated_at: moment.optional().describe('With 409: the version that the task has now.'),
  })
  .meta({
    id: 'MaxsightError',
    description: 'Why a call was turned down.',
    example: { code: 'TASK_NOT_FOUND', message: 'Task not found' },
  });

const id = z
  .union([z.string(), z.int()], {
    error: ({ input }) => (input === undefined ? 'is required' : 'must be text or a whole number'),
  })
  .meta({ description: 'A uuid in any case, or a number.', example: SOMEBODY });

const comment = z.string().nullish();

const Update = z
  .object({
    assigned_by_id: id.meta({ description: 'The user who assigns: any enabled account.', example: ASSIGNER }),
    assigned_to_id: id.meta({ description: 'The user or team that is assigned.', example: SOMEBODY }),
    assigned_to_type: z.enum(['USER', 'TEAM']),
    assignment_comment: comment.describe('Told to those assigned, and kept in history.'),
  })
  .meta({ id: 'MaxsightUpdate', description: 'Assigns or reassigns the task, instead of all who had it.' });

const Unassign = z
  .object({
    assigned_by_id: id.meta({ description: 'The user who unassigns: any enabled account.', example: ASSIGNER }),
    assignment_comment: comment.describe('Kept in history.'),
  })
  .meta({ id: 'MaxsightUnassign', description: 'Leaves the task to nobody.' });

export const UpdateAssignment = z
  .object({ update: Update.nullish(), unassign: Unassign.nullish() })
  .refine(({ update, unassign }) => !update !== !unassign, 'exactly one of update and unassign is required')
  .meta({
    id: 'MaxsightUpdateAssignment',
    description: 'Exactly one of `update` and `unassign`.',
    example: {
      update: {
        assigned_by_id: ASSIGNER,
        assigned_to_id: SOMEBODY,
        assigned_to_type: 'USER',
        assignment_comment: 'Please take over.',
      },
    },
  });

export const TaskPath = z.object({
  task_id: z.string().meta({ description: 'The uuid of the task, or its number.', example: SOMEBODY }),
});

export const Versioned = z.object({
  'If-Match': z.string().meta({
    description: "The task's `updated_at` as it was last read; a task that has changed since is 409.",
    example: MOMENT,
  }),
});
