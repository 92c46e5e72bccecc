import type { QueryLanguage, State, StateMachine } from '#local/asl/definition/schema.ts';

/** Fields that only JSONPath has. */
const JSONPATH_ONLY = [
  'InputPath',
  'OutputPath',
  'Parameters',
  'ResultSelector',
  'ResultPath',
  'Result',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'MaxConcurrencyPath',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath',
  'ErrorPath',
  'CausePath',
  'Iterator',
] as const;

/** Fields that only JSONata has. */
const JSONATA_ONLY = ['Arguments', 'Output', 'Items'] as const;

/** The query language of a state: its own, or that of the machine, or JSONPath. */
export function languageOf(machine: StateMachine, state: State): QueryLanguage {
  return state.QueryLanguage ?? machine.QueryLanguage ?? 'JSONPath';
}

/** Fields of the other query language, with what is wrong about them. */
export function foreignFields(state: State, language: QueryLanguage): { field: string; problem: string }[] {
  const foreign: readonly string[] = language === 'JSONata' ? JSONPATH_ONLY : JSONATA_ONLY;
  const problem = `is not a field of ${language}`;
  const found = foreign.filter((field) => Object.hasOwn(state, field)).map((field) => ({ field, problem }));
  if (state.Type === 'Choice') {
    for (const [index, rule] of state.Choices.entries()) {
      const jsonata = rule.Condition !== undefined;
      if (jsonata !== (language === 'JSONata')) {
        found.push({ field: `Choices[${index}]`, problem: `is not a rule of ${language}` });
      }
    }
  }
  if ('Catch' in state) {
    for (const [index, catcher] of (state.Catch ?? []).entries()) {
      const field = language === 'JSONata' ? 'ResultPath' : 'Output';
      if (catcher[field] !== undefined) found.push({ field: `Catch[${index}].${field}`, problem });
    }
  }
  return found;
}
