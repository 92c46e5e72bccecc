import { checkExpressions } from '#local/asl/definition/check-expressions.ts';
import { foreignFields, languageOf } from '#local/asl/definition/languages.ts';
import { type State, StateMachine, type States } from '#local/asl/definition/schema.ts';
import type { Expressions } from '#local/asl/query/expressions.ts';
import { parseResource } from '#local/asl/tasks/resource.ts';
import { AppError } from '#shared/errors.ts';

/** One thing that is wrong with a definition: where (`States.Write.Next`) and what. */
interface DefinitionIssue {
  place: string;
  problem: string;
}

/**
 * Checks a definition as far as it can be checked without running it: fields, transitions, reachability, query
 * languages, expressions, resources. Throws `WORKFLOW_INVALID` with every issue; compiles the expressions on the way.
 */
export function validateMachine(name: string, source: unknown, expressions: Expressions): StateMachine {
  const parsed = StateMachine.safeParse(source);
  const issues: DefinitionIssue[] = parsed.success
    ? checkMachine(parsed.data, expressions)
    : parsed.error.issues.map((issue) => ({ place: issue.path.join('.'), problem: issue.message }));
  if (parsed.success && issues.length === 0) return parsed.data;
  const told = issues.map(({ place, problem }) => `${place || 'the machine'}: ${problem}`).join('; ');
  throw new AppError('WORKFLOW_INVALID', `The workflow '${name}' is not valid: ${told}.`, { cause: issues });
}

function checkMachine(machine: StateMachine, expressions: Expressions): DefinitionIssue[] {
  const issues: DefinitionIssue[] = [];
  const names = new Set<string>();
  checkStates(machine, '');
  return issues;

  function checkStates(states: States, prefix: string): void {
    issues.push(...checkGraph(states, prefix));
    for (const [name, state] of Object.entries(states.States)) {
      const place = `${prefix}States.${name}`;
      if (names.has(name)) issues.push({ place, problem: 'the name is used twice in the machine' });
      names.add(name);
      issues.push(...checkState(machine, state, place, expressions));
      for (const [part, inner] of innerStates(state)) checkStates(inner, `${place}.${part}.`);
    }
  }
}

/** The machines within a Map or Parallel state, with the names of their fields. */
function innerStates(state: State): [string, States][] {
  if (state.Type === 'Parallel') {
    return state.Branches.map((branch, index) => [`Branches[${index}]`, branch]);
  }
  if (state.Type !== 'Map') return [];
  const part = state.ItemProcessor === undefined ? 'Iterator' : 'ItemProcessor';
  const inner = state[part];
  return inner === undefined ? [] : [[part, inner]];
}

function checkState(
  machine: StateMachine,
  state: State,
  place: string,
  expressions: Expressions,
): DefinitionIssue[] {
  const language = languageOf(machine, state);
  const found = [
    ...foreignFields(state, language),
    ...checkExpressions(state, language, expressions),
    ...checkAlternatives(state),
  ];
  if (machine.QueryLanguage === 'JSONata' && language === 'JSONPath') {
    found.push({ field: 'QueryLanguage', problem: 'a machine in JSONata has no states in JSONPath' });
  }
  if ('Next' in state || 'End' in state || ['Pass', 'Task', 'Wait', 'Parallel', 'Map'].includes(state.Type)) {
    const { Next, End } = state as { Next?: string; End?: boolean };
    if ((Next === undefined) === (End === undefined)) {
      found.push({ field: 'Next', problem: 'exactly one of Next and End is needed' });
    }
  }
  if (state.Type === 'Task' && parseResource(state.Resource) === undefined) {
    found.push({ field: 'Resource', problem: `'${state.Resource}' is not a resource that is known here` });
  }
  return found.map(({ field, problem }) => ({ place: `${place}.${field}`, problem }));
}

const WAITS = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'];
const PAIRS = [
  'TimeoutSeconds',
  'HeartbeatSeconds',
  'MaxConcurrency',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
  'Error',
  'Cause',
];

function checkAlternatives(state: State): { field: string; problem: string }[] {
  const has = (field: string) => Object.hasOwn(state, field);
  const found = PAIRS.filter((field) => has(field) && has(`${field}Path`)).map((field) => ({
    field,
    problem: `only one of ${field} and ${field}Path is allowed`,
  }));
  if (state.Type === 'Wait' && WAITS.filter(has).length !== 1) {
    found.push({ field: 'Seconds', problem: `exactly one of ${WAITS.join(', ')} is needed` });
  }
  if (state.Type === 'Map' && has('ItemProcessor') === has('Iterator')) {
    found.push({ field: 'ItemProcessor', problem: 'an ItemProcessor is needed' });
  }
  if (state.Type === 'Map' && has('ItemSelector') && has('Parameters')) {
    found.push({ field: 'ItemSelector', problem: 'only one of ItemSelector and Parameters is allowed' });
  }
  for (const field of ['Retry', 'Catch'] as const) {
    const rules =
      field in state ? ((state as { [f in typeof field]?: { ErrorEquals: string[] }[] })[field] ?? []) : [];
    for (const [index, { ErrorEquals }] of rules.entries()) {
      if (!ErrorEquals.includes('States.ALL')) continue;
      if (ErrorEquals.length > 1 || index < rules.length - 1) {
        const problem = 'States.ALL must stand alone and in the last place';
        found.push({ field: `${field}[${index}].ErrorEquals`, problem });
      }
    }
  }
  return found;
}

/** Where a state may lead to. */
function targets(state: State): { field: string; target: string }[] {
  const found: { field: string; target: string }[] = [];
  if ('Next' in state && state.Next !== undefined) found.push({ field: 'Next', target: state.Next });
  if ('Catch' in state) {
    for (const [index, { Next }] of (state.Catch ?? []).entries()) {
      found.push({ field: `Catch[${index}].Next`, target: Next });
    }
  }
  if (state.Type === 'Choice') {
    for (const [index, { Next }] of state.Choices.entries()) {
      found.push({ field: `Choices[${index}].Next`, target: Next });
    }
    if (state.Default !== undefined) found.push({ field: 'Default', target: state.Default });
  }
  return found;
}

function checkGraph({ StartAt, States }: States, prefix: string): DefinitionIssue[] {
  const issues: DefinitionIssue[] = [];
  if (!Object.hasOwn(States, StartAt)) {
    issues.push({ place: `${prefix}StartAt`, problem: `there is no state '${StartAt}'` });
  }
  const reached = new Set<string>([StartAt]);
  const open = [StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = Object.hasOwn(States, name) ? States[name] : undefined;
    for (const { field, target } of state === undefined ? [] : targets(state)) {
      if (!Object.hasOwn(States, target)) {
        issues.push({ place: `${prefix}States.${name}.${field}`, problem: `there is no state '${target}'` });
      } else if (!reached.has(target)) {
        reached.add(target);
        open.push(target);
      }
    }
  }
  for (const name of Object.keys(States)) {
    if (!reached.has(name)) issues.push({ place: `${prefix}States.${name}`, problem: 'no state leads here' });
  }
  return issues;
}
