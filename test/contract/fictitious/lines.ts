/** The lines that the recipe adds to files that are there, each before a line that begins as `before` says. */
export const LINES: readonly { readonly file: string; readonly before: string; readonly line: string }[] = [
  {
    file: 'src/core/tasks/task-change.ts',
    before: '  readonly priority?: number;',
    line: '  readonly instructions?: string;',
  },
  {
    file: 'src/store/tasks/task-change.ts',
    before: "  priority: 'priority',",
    line: "  instructions: 'instructions',",
  },
  {
    file: 'src/operations/task-changes.ts',
    before: 'import { decideDeletion,',
    line: "import { decideInstructions, type InstructionsRefusal, type InstructionsRequest } from '../core/tasks/set-task-instructions.ts';",
  },
  {
    file: 'src/operations/task-changes.ts',
    before: '  deleteTask(request: TaskRequest)',
    line: '  setTaskInstructions(request: InstructionsRequest): Promise<Done | ChangeRefused<InstructionsRefusal>>;',
  },
  {
    file: 'src/operations/task-changes.ts',
    before: '    deleteTask: change(',
    line: '    setTaskInstructions: change(readTaskFacts, decideInstructions, changeTask),',
  },
  {
    file: 'src/wire/asmx/dispatch.ts',
    before: 'import { deleteTask }',
    line: "import { setTaskInstructions } from './operations/set-task-instructions.ts';",
  },
  {
    file: 'src/wire/asmx/dispatch.ts',
    before: '  DeleteTask: deleteTask,',
    line: '  SetTaskInstructions: setTaskInstructions,',
  },
  {
    file: 'src/wire/asmx/reference/answers.ts',
    before: '  DeleteTask: DONE,',
    line: '  SetTaskInstructions: DONE,',
  },
  {
    file: 'src/wire/asmx/reference/errors.ts',
    before: '  DeleteTask: checks<',
    line: "  SetTaskInstructions: checks<'setTaskInstructions'>()([...caller, 'task-not-found', 'access-denied', 'conflict']),",
  },
];
