import { isRepeated, type Repeatable, type Repeated, type Retry } from '../core/retry.ts';

/** The request, marked where it may be a repeat. Most calls are not, and are not copied. */
export const marked = <Request extends Repeatable>(request: Request, retry: Retry | undefined): Request =>
  retry ? { ...request, retry } : request;

/** Writes the plan, unless an earlier call has done the work: then that call's answer is given. */
export const unlessRepeated =
  <Plan extends object, Answer extends object>(write: (plan: Plan) => Promise<Answer | null>) =>
  (plan: Plan | Repeated<Answer>): Promise<Answer | null> =>
    isRepeated(plan) ? Promise.resolve(plan.repeated) : write(plan);
