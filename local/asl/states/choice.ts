import { effectiveInput, passOn, scopeOf } from '#local/asl/data-flow.ts';
import type { ChoiceRule } from '#local/asl/definition/choice-schema.ts';
import type { StateOf } from '#local/asl/definition/schema.ts';
import { queryFailure, runtimeFailure } from '#local/asl/failure.ts';
import type { Move, Site } from '#local/asl/machinery.ts';
import { expressionIn } from '#local/asl/query/jsonata-template.ts';
import type { Scope } from '#local/asl/query/scope.ts';
import { holds } from '#local/asl/states/choice-test.ts';

/** Choice: goes on with the first rule that holds, or with `Default`. */
export async function choice(site: Site<StateOf<'Choice'>>): Promise<Move> {
  const { Choices, Default, Assign, Output } = site.state;
  const scope = scopeOf(site, effectiveInput(site).value);
  for (const [index, rule] of Choices.entries()) {
    const met = site.jsonata ? await conditionHolds(rule, index, scope) : holds(rule, scope);
    if (met) return passOn(site, rule.Next, { Assign: rule.Assign, Output: rule.Output });
  }
  if (Default !== undefined) return passOn(site, Default, { Assign, Output });
  throw runtimeFailure('Failed to transition out of the state. The state does not point to a next state.');
}

async function conditionHolds(rule: ChoiceRule, index: number, scope: Scope): Promise<boolean> {
  const source = expressionIn(rule.Condition);
  if (source === undefined) return rule.Condition === true;
  const location = `Choices[${index}]/Condition`;
  const value = await scope.expressions.jsonata(source).evaluate(scope, location);
  if (typeof value === 'boolean') return value;
  throw queryFailure(
    `The JSONata expression '${source.trim()}' specified for the field '${location}' returned an unexpected result type. Expected 'boolean', but was '${typeof value}' for value: ${JSON.stringify(value)}`,
    location,
  );
}
