import { isRepeated, type Repeatable, type Repeated, type RepeatMark } from '../core/repeats.ts';

/** Adds to a request how it may be a repeat. Most calls are none, and are not copied. */
export const withRepeat = <Request extends Repeatable>(request: Request, repeat: RepeatMark | undefined): Request =>
  repeat ? { ...request, repeat } : request;

/** Writes the plan, unless an earlier call has done the work: then that call's answer is given. */
export const unlessRepeated =
  <Plan extends object, Answer extends object>(write: (plan: Plan) => Promise<Answer | null>) =>
  (plan: Plan | Repeated<Answer>): Promise<Answer | null> =>
    isRepeated(plan) ? Promise.resolve(plan.repeated) : write(plan);
