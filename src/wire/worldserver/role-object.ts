import type { TeamView } from '../../core/shares/task-view.ts';

/** A team as clients of this dialect know it. */
export const roleObject = ({ id, name }: TeamView) => ({ id, name, disabled: false, description: '' });
