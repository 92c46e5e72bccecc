import type { States } from '#local/asl/definition/schema.ts';
import { type Answer, type Branches, type Frame, newFrame } from '#local/asl/frame.ts';
import { Json } from '#local/asl/json.ts';
import type { Variables } from '#local/asl/query/scope.ts';
import type { Row } from '#local/sqlite/database.ts';

/** A frame as it lies in the table. */
export interface FrameRow extends Row {
  id: number;
  body: string;
  input: string;
  own: string | null;
  args: string | null;
  answer: string | null;
  items: string | null;
}

type Body = Pick<
  Frame,
  | 'parent'
  | 'index'
  | 'state'
  | 'phase'
  | 'entered'
  | 'lastEvent'
  | 'retries'
  | 'attempts'
  | 'due'
  | 'heartbeat'
  | 'token'
  | 'child'
> & { branches?: Pick<Branches, 'total' | 'concurrency' | 'distributed' | 'tolerance'> };

/** The columns of a frame, in the order of the table. */
export function toColumns(frame: Frame): (string | number | null)[] {
  const { branches, answer } = frame;
  const { parent, index, state, phase, entered, lastEvent, retries, attempts, due, heartbeat, token, child } =
    frame;
  const body: Body = {
    parent,
    index,
    state,
    phase,
    entered,
    lastEvent,
    retries,
    attempts,
    due,
    heartbeat,
    token,
    child,
  };
  if (branches !== undefined) {
    const { total, concurrency, distributed, tolerance } = branches;
    body.branches = { total, concurrency, distributed, ...(tolerance === undefined ? {} : { tolerance }) };
  }
  return [
    frame.id,
    JSON.stringify(body),
    frame.input.text,
    frame.own?.text ?? null,
    frame.args?.text ?? null,
    answer === undefined ? null : answerText(answer),
    branches?.items?.text ?? null,
  ];
}

function answerText(answer: Answer): string {
  return 'result' in answer ? `{"result":${answer.result.text}}` : JSON.stringify(answer);
}

/** What a frame's row says before its place among the others is known. */
export function readBody(row: FrameRow): Body {
  return JSON.parse(row.body) as Body;
}

/** The frame of a row, in its machine, with the variables of the frames around it. */
export function toFrame(
  row: FrameRow,
  body: Body,
  place: { machine: States; silent: boolean; variables: Variables },
): Frame {
  const { branches, parent, index, ...fields } = body;
  const own = row.own === null ? undefined : Json.parse(row.own);
  const frame = newFrame({
    id: row.id,
    parent,
    index,
    ...place,
    input: Json.parse(row.input),
    lastEvent: body.lastEvent,
    variables: own === undefined ? place.variables : { ...place.variables, ...(own.value as object) },
  });
  Object.assign(frame, fields);
  frame.own = own;
  frame.args = row.args === null ? undefined : Json.parse(row.args);
  frame.answer = row.answer === null ? undefined : readAnswer(row.answer);
  if (branches !== undefined) {
    frame.branches = {
      ...branches,
      ...(row.items === null ? {} : { items: Json.parse(row.items) }),
      results: new Map(),
      running: new Set(),
      cursor: 0,
      starting: false,
    };
  }
  return frame;
}

function readAnswer(text: string): Answer {
  const answer = JSON.parse(text) as Answer;
  return 'result' in answer ? { result: Json.of(answer.result) } : answer;
}
