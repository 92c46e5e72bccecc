import * as z from 'zod';
import { ChoiceRule } from '#local/asl/definition/choice-schema.ts';

const QueryLanguage = z.enum(['JSONPath', 'JSONata']);
const Path = z.string().startsWith('$');
/** A whole text `{% … %}`. */
const Expression = z.string().regex(/^\{%[\s\S]*%\}$/, 'must be {% … %}');
const Template = z.json();
const Assign = z.record(z.string(), z.json());
const Count = z.int().nonnegative();

const common = {
  Comment: z.string().optional(),
  QueryLanguage: QueryLanguage.optional(),
};
const inputAndOutput = {
  InputPath: Path.nullable().optional(),
  OutputPath: Path.nullable().optional(),
  Output: Template.optional(),
};
const next = { Next: z.string().optional(), End: z.literal(true).optional(), Assign: Assign.optional() };
const errorNames = z.array(z.string().min(1)).min(1);

const Retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: errorNames,
  IntervalSeconds: z.int().positive().max(99_999_999).optional(),
  MaxAttempts: Count.max(99_999_999).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxDelaySeconds: z.int().positive().max(31_622_399).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
});

const Catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: errorNames,
  Next: z.string(),
  ResultPath: Path.nullable().optional(),
  Output: Template.optional(),
  Assign: Assign.optional(),
});

const recoverable = { Retry: z.array(Retrier).optional(), Catch: z.array(Catcher).optional() };
const results = { ResultPath: Path.nullable().optional(), ResultSelector: Template.optional() };
const seconds = z.union([z.int().positive().max(99_999_999), Expression]);

const Pass = z.strictObject({
  ...common,
  ...inputAndOutput,
  ...next,
  Type: z.literal('Pass'),
  Parameters: Template.optional(),
  Result: Template.optional(),
  ResultPath: Path.nullable().optional(),
});

const Task = z.strictObject({
  ...common,
  ...inputAndOutput,
  ...next,
  ...results,
  ...recoverable,
  Type: z.literal('Task'),
  Resource: z.string(),
  Parameters: Template.optional(),
  Arguments: Template.optional(),
  TimeoutSeconds: seconds.optional(),
  TimeoutSecondsPath: Path.optional(),
  HeartbeatSeconds: seconds.optional(),
  HeartbeatSecondsPath: Path.optional(),
  Credentials: Template.optional(),
});

const Choice = z.strictObject({
  ...common,
  ...inputAndOutput,
  Type: z.literal('Choice'),
  Choices: z.array(ChoiceRule).min(1),
  Default: z.string().optional(),
  Assign: Assign.optional(),
});

const Wait = z.strictObject({
  ...common,
  ...inputAndOutput,
  ...next,
  Type: z.literal('Wait'),
  Seconds: z.union([Count.max(99_999_999), Expression]).optional(),
  SecondsPath: Path.optional(),
  Timestamp: z.string().optional(),
  TimestampPath: Path.optional(),
});

const Succeed = z.strictObject({ ...common, ...inputAndOutput, Type: z.literal('Succeed') });

const Fail = z.strictObject({
  ...common,
  Type: z.literal('Fail'),
  Error: z.string().optional(),
  ErrorPath: z.string().optional(),
  Cause: z.string().optional(),
  CausePath: z.string().optional(),
});

/** What a branch, an item processor and the machine itself have in common. */
export interface States {
  StartAt: string;
  States: Record<string, State>;
}

/** The machine that a Map state runs for each item. */
interface Processor extends States {
  ProcessorConfig?: { Mode?: 'INLINE' | 'DISTRIBUTED' | undefined } | undefined;
}

const StateMap: z.ZodType<Record<string, State>> = z.lazy(() => z.record(z.string().min(1).max(80), State));
const machine = { Comment: z.string().optional(), StartAt: z.string(), States: StateMap };

const Branch: z.ZodType<States> = z.strictObject(machine);

const Processor: z.ZodType<Processor> = z.strictObject({
  ...machine,
  ProcessorConfig: z
    .strictObject({
      Mode: z.enum(['INLINE', 'DISTRIBUTED']).optional(),
      ExecutionType: z.enum(['STANDARD', 'EXPRESS']).optional(),
    })
    .optional(),
});

const Parallel = z.strictObject({
  ...common,
  ...inputAndOutput,
  ...next,
  ...results,
  ...recoverable,
  Type: z.literal('Parallel'),
  Parameters: Template.optional(),
  Arguments: Template.optional(),
  Branches: z.array(Branch).min(1),
});

const MapState = z.strictObject({
  ...common,
  ...inputAndOutput,
  ...next,
  ...results,
  ...recoverable,
  Type: z.literal('Map'),
  ItemProcessor: Processor.optional(),
  Iterator: Processor.optional(),
  ItemSelector: Template.optional(),
  Parameters: Template.optional(),
  ItemsPath: Path.optional(),
  Items: z.union([z.array(z.json()), Expression]).optional(),
  MaxConcurrency: z.union([Count, Expression]).optional(),
  MaxConcurrencyPath: Path.optional(),
  ToleratedFailureCount: z.union([Count, Expression]).optional(),
  ToleratedFailureCountPath: Path.optional(),
  ToleratedFailurePercentage: z.union([z.number().min(0).max(100), Expression]).optional(),
  ToleratedFailurePercentagePath: Path.optional(),
  Label: z.string().max(40).optional(),
});

/** One state, strictly: an unknown field is an error, so that a typing mistake cannot be silently ignored. */
export const State = z.discriminatedUnion('Type', [
  Pass,
  Task,
  Choice,
  Wait,
  Succeed,
  Fail,
  Parallel,
  MapState,
]);

/** A state machine of the Amazon States Language. */
export const StateMachine = z.strictObject({
  ...machine,
  Version: z.literal('1.0').optional(),
  QueryLanguage: QueryLanguage.optional(),
  TimeoutSeconds: z.int().positive().max(99_999_999).optional(),
});

export type QueryLanguage = z.infer<typeof QueryLanguage>;
export type State = z.infer<typeof State>;
/** The states of one type. */
export type StateOf<T extends State['Type']> = Extract<State, { Type: T }>;
export type StateMachine = z.infer<typeof StateMachine>;
export type Retrier = z.infer<typeof Retrier>;
export type Catcher = z.infer<typeof Catcher>;
