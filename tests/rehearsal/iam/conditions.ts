import { matches, matchesArn } from '#tests/rehearsal/iam/match.ts';
import { asList, type RequestContext } from '#tests/rehearsal/iam/policy.ts';

type Test = (wanted: string, given: string) => boolean;

const text: Test = (wanted, given) => wanted === given;
const number =
  (holds: (given: number, wanted: number) => boolean): Test =>
  (wanted, given) =>
    holds(Number(given), Number(wanted));

const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: text,
  StringEqualsIgnoreCase: (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
  StringLike: (wanted, given) => matches(wanted, given),
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
  NumericEquals: number((given, wanted) => given === wanted),
  NumericLessThan: number((given, wanted) => given < wanted),
  NumericLessThanEquals: number((given, wanted) => given <= wanted),
  NumericGreaterThan: number((given, wanted) => given > wanted),
  NumericGreaterThanEquals: number((given, wanted) => given >= wanted),
};

/** Operators that hold when the one behind them does not, also when the key is not there. */
const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
};

/** Whether every condition of a statement holds. Throws on an operator that is not evaluated here. */
export function conditionsHold(
  conditions: Record<string, Record<string, unknown>> | undefined,
  context: RequestContext,
): boolean {
  const keys = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(conditions ?? {}).every(([operator, wanted]) =>
    Object.entries(wanted).every(([key, values]) =>
      holds(operator, asList(values).map(String), keys.get(key.toLowerCase())),
    ),
  );
}

function holds(operator: string, wanted: string[], given: string | readonly string[] | undefined): boolean {
  const [, quantifier, name = '', ifExists] =
    /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  if (name === 'Null') return wanted.some((value) => (value === 'true') === (given === undefined));
  const negated = NEGATED[name];
  const test = TESTS[negated ?? name];
  if (test === undefined) throw new Error(`The condition operator ${operator} is not evaluated here.`);
  if (given === undefined) {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
    if (quantifier === 'ForAnyValue') return ifExists !== undefined;
    return negated !== undefined || ifExists !== undefined || quantifier === 'ForAllValues';
  }
  const one = (value: string) => wanted.some((pattern) => test(pattern, value)) !== (negated !== undefined);
  const all = asList(given);
  return quantifier === 'ForAnyValue' ? all.some(one) : all.every(one);
}
