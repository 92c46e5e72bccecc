import { StateFailure, withinLimit } from '#local/asl/failure.ts';
import type { Answer } from '#local/asl/frame.ts';
import { Json } from '#local/asl/json.ts';
import type { Site } from '#local/asl/machinery.ts';

const NULL = Json.parse('null');

/** The results of all branches as one array, in order; throws what they failed with instead. */
export function finish(site: Site): Json {
  const { answer, branches, state } = site.frame;
  if (answer !== undefined && 'failure' in answer) throw failureOf(answer);
  const results = Array.from(
    { length: branches?.total ?? 0 },
    (_, index) => branches?.results.get(index) ?? NULL,
  );
  return withinLimit(Json.array(results), state);
}

/** The failure that an answer carries. */
export function failureOf(answer: Extract<Answer, { failure: unknown }>): StateFailure {
  const { failure, ...how } = answer;
  return new StateFailure(failure, how);
}
