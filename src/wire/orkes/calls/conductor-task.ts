import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import type { TaskView } from '../../../core/shares/task-view.ts';
import type { TaskStatus } from '../../../core/tasks/task-status.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { asking, doneWith, refusedWith } from '../replies.ts';
import { READ_ANSWERS, TaskIdPath } from '../schemas.ts';
import { inputOf } from '../task.ts';
import { taskNamed } from '../task-id.ts';
import type { OrkesOperations } from '../words.ts';

const STATUSES = {
  NotStarted: 'SCHEDULED',
  InProgress: 'IN_PROGRESS',
  DueDateChanged: 'IN_PROGRESS',
  Completed: 'COMPLETED',
  Dropped: 'CANCELED',
  Reassigned: 'CANCELED',
} as const satisfies Record<TaskStatus, string>;

const ConductorTask = z
  .object({
    taskType: z.literal('HUMAN'),
    status: z.enum(['SCHEDULED', 'IN_PROGRESS', 'COMPLETED', 'CANCELED']),
    taskId: z.string(),
    referenceTaskName: z.string(),
    taskDefName: z.string(),
    workflowInstanceId: z.string().optional(),
    workflowType: z.string().optional(),
    scheduledTime: z.int().describe('Milliseconds since 1970.'),
    startTime: z.int().describe('0: not started.'),
    endTime: z.int().describe('0: not ended.'),
    updateTime: z.int(),
    inputData: z.record(z.string(), z.unknown()),
    outputData: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'OrkesConductorTask', description: 'A task as the engine of the workflow keeps it.' });

const OPERATION = 'getConductorTaskById';

const conductorTaskOf = (task: TaskView): z.output<typeof ConductorTask> => ({
  taskType: 'HUMAN',
  status: STATUSES[task.status],
  taskId: task.uuid,
  referenceTaskName: task.stepName || task.name,
  taskDefName: task.name,
  ...(task.workflow ? { workflowInstanceId: String(task.workflow.id), workflowType: task.workflow.name } : {}),
  scheduledTime: task.createdAt.getTime(),
  startTime: task.startedAt?.getTime() ?? 0,
  endTime: task.finishedAt?.getTime() ?? 0,
  updateTime: task.updatedAt.getTime(),
  inputData: {},
  outputData: { ...task.sharing.output },
});

export const conductorTaskRoute = (operations: Pick<OrkesOperations, 'readLoggedTask' | 'loginOf'>): JsonRoute => ({
  method: 'get',
  path: '/api/human/tasks/:taskId/conductorTask',
  operation: OPERATION,
  described: {
    summary: 'Show a task as the engine keeps it',
    path: TaskIdPath,
    answers: { ...READ_ANSWERS, 200: { description: 'The task', schema: ConductorTask } },
  },
  async answer(call) {
    const asked = asking(call, OPERATION);
    const read = await operations.readLoggedTask({ ...asked, task: taskNamed(call.params.taskId ?? '') });
    if (isRefused(read)) return refusedWith(operations, call, asked, read);
    return doneWith(operations, asked, { ...conductorTaskOf(read.task), inputData: inputOf(read.task, read.log) });
  },
});
