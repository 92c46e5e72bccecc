import type * as z from 'zod';
import { AppError } from '#shared/errors.ts';

/** Problems that are told at once; more of them come from the same mistake. */
const MOST_TOLD = 8;

/** Something in a timeline that is wrong or cannot be, and the path to it. */
export interface TimelineProblem {
  path: readonly PropertyKey[];
  message: string;
}

/** `scenes[2].layers[0].motion`: where something stands, as people and JSON tools write it. */
export function pathOf(path: readonly PropertyKey[]): string {
  const text = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
  return text === '' ? 'the timeline' : text;
}

/** Throws `TIMELINE_INVALID` that names every problem by its path. */
export function refuseTimeline(problems: readonly TimelineProblem[]): never {
  const told = problems.slice(0, MOST_TOLD).map(({ path, message }) => `${pathOf(path)}: ${message}`);
  const more = problems.length > MOST_TOLD ? `; and ${problems.length - MOST_TOLD} more` : '';
  throw new AppError('TIMELINE_INVALID', `The timeline cannot be rendered: ${told.join('; ')}${more}.`, {
    hint: 'docs/reference/timeline.md tells what may stand where.',
  });
}

/** The problems that a schema found, the ones of a union by its best fit. */
export function problemsOf(error: z.ZodError): TimelineProblem[] {
  return error.issues.flatMap((issue) => describe(issue, []));
}

function describe(issue: z.core.$ZodIssue, before: readonly PropertyKey[]): TimelineProblem[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: 'there is no such field' }));
  }
  if (issue.code === 'invalid_union') {
    if ('options' in issue && Array.isArray(issue.options)) {
      return [{ path, message: `it must be one of ${issue.options.join(', ')}` }];
    }
    const [nearest] = [...issue.errors].sort((a, b) => depth(b) - depth(a));
    if (nearest && depth(nearest) > 0) return nearest.flatMap((inner) => describe(inner, path));
    return [{ path, message: 'this is none of what may stand here' }];
  }
  return [{ path, message: issue.message }];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}
