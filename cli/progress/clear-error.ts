import * as z from 'zod';
import { AppError, toAppError } from '#shared/errors.ts';

const Issues = z
  .array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }))
  .min(1);

/** Anything thrown as the person sees it: the list that a schema makes of its issues, as JSON, becomes one sentence. */
export function clearError(thrown: unknown): AppError {
  const error = toAppError(thrown);
  const [issue] = issuesIn(error.message);
  if (!issue) return error;
  const where = issue.path.join('.') || 'something';
  return new AppError(error.code, `Reelwright was given ${where} as it cannot use it: ${issue.message}.`, {
    hint: error.hint ?? 'Please report this with what --verbose prints.',
    cause: thrown,
  });
}

function issuesIn(message: string): z.infer<typeof Issues> {
  if (!message.startsWith('[')) return [];
  try {
    return Issues.parse(JSON.parse(message));
  } catch {
    return [];
  }
}
