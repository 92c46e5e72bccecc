import type { Template } from '#tests/rehearsal/assembly/template.ts';

/** What intrinsic functions ask of the deployment they are resolved in. */
export interface Scope {
  template: Template;
  region: string;
  /** Value of a resource, parameter or pseudo parameter; throws when there is none. */
  ref(name: string): unknown;
  /** Attribute of a resource; throws when it is not known. */
  attribute(resource: string, name: string): unknown;
  /** Value that another stack exports; throws when none does. */
  imported(name: string): unknown;
  /** Output of another stack; throws when there is none. */
  output(stack: string, name: string): unknown;
}

/** What stands for `AWS::NoValue`: the property that has it is not there. */
export const NO_VALUE = Symbol('AWS::NoValue');

type Resolve = (scope: Scope, argument: unknown) => unknown;

const FUNCTIONS: Readonly<Record<string, Resolve>> = {
  Ref: (scope, name) => scope.ref(String(name)),
  Condition: (scope, name) => condition(scope, { Condition: name }),
  'Fn::GetAtt': (scope, argument) => {
    const [resource = '', name] =
      typeof argument === 'string' ? splitOnce(argument) : (list(scope, argument) as string[]);
    return scope.attribute(String(resource), String(name));
  },
  'Fn::Join': (scope, argument) => {
    const [by, parts] = argument as [string, unknown];
    return list(scope, parts).map(asText).join(by);
  },
  'Fn::Sub': substitute,
  'Fn::Select': (scope, argument) => {
    const [at, from] = argument as [unknown, unknown];
    const values = list(scope, from);
    const index = Number(resolve(scope, at));
    if (!(index in values)) throw new Error(`Fn::Select: there is no item ${index} among ${values.length}.`);
    return values[index];
  },
  'Fn::Split': (scope, argument) => {
    const [by, from] = argument as [string, unknown];
    return asText(resolve(scope, from)).split(by);
  },
  'Fn::If': (scope, argument) => {
    const [name, yes, no] = argument as [string, unknown, unknown];
    return resolve(scope, condition(scope, { Condition: name }) ? yes : no);
  },
  'Fn::Equals': conditionFunction('Fn::Equals'),
  'Fn::And': conditionFunction('Fn::And'),
  'Fn::Or': conditionFunction('Fn::Or'),
  'Fn::Not': conditionFunction('Fn::Not'),
  'Fn::FindInMap': (scope, argument) => {
    const [map = '', first = '', second = ''] = list(scope, argument).map(asText);
    const value = scope.template.Mappings?.[map]?.[first]?.[second];
    if (value === undefined) throw new Error(`Fn::FindInMap: there is no ${map}.${first}.${second}.`);
    return value;
  },
  'Fn::ImportValue': (scope, argument) => scope.imported(asText(resolve(scope, argument))),
  'Fn::GetStackOutput': (scope, argument) => {
    const { StackName, OutputName } = resolve(scope, argument) as Record<string, unknown>;
    return scope.output(asText(StackName), asText(OutputName));
  },
  'Fn::Base64': (scope, argument) => Buffer.from(asText(resolve(scope, argument))).toString('base64'),
  'Fn::GetAZs': (scope, argument) => {
    const region = asText(resolve(scope, argument)) || scope.region;
    return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
  },
  'Fn::Length': (scope, argument) => list(scope, argument).length,
  'Fn::ToJsonString': (scope, argument) => JSON.stringify(resolve(scope, argument)),
};

/** Resolves every intrinsic function in a value. Throws on one that is not known, with its name. */
export function resolve(scope: Scope, value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((item) => resolve(scope, item)).filter((item) => item !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) {
    const [name, argument] = only;
    const known = FUNCTIONS[name];
    // `Condition` is a function among conditions, and a part of a policy's statement everywhere else.
    if (known !== undefined && (name !== 'Condition' || typeof argument === 'string'))
      return known(scope, argument);
    if (name.startsWith('Fn::')) throw new Error(`${name} is not known.`);
  }
  return Object.fromEntries(
    entries
      .map(([key, item]) => [key, resolve(scope, item)] as const)
      .filter(([, item]) => item !== NO_VALUE),
  );
}

/** Whether a condition of the template, `{ Condition: NAME }` or a function, holds. */
export function condition(scope: Scope, value: unknown): boolean {
  const [[name, argument] = ['', undefined]] = Object.entries(value as Record<string, unknown>);
  switch (name) {
    case 'Condition': {
      const named = scope.template.Conditions?.[String(argument)];
      if (named === undefined) throw new Error(`There is no condition ${String(argument)}.`);
      return condition(scope, named);
    }
    case 'Fn::Equals': {
      const [left, right] = (argument as unknown[]).map((item) => asText(resolve(scope, item)));
      return left === right;
    }
    case 'Fn::And':
      return (argument as unknown[]).every((item) => condition(scope, item));
    case 'Fn::Or':
      return (argument as unknown[]).some((item) => condition(scope, item));
    case 'Fn::Not':
      return !condition(scope, (argument as unknown[])[0]);
    default:
      throw new Error(`The condition function ${name} is not known.`);
  }
}

function conditionFunction(name: string): Resolve {
  return (scope, argument) => condition(scope, { [name]: argument });
}

function substitute(scope: Scope, argument: unknown): string {
  const [text, given] = (Array.isArray(argument) ? argument : [argument, {}]) as [
    string,
    Record<string, unknown>,
  ];
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(given, name)) return asText(resolve(scope, given[name]));
    const [resource, attribute] = splitOnce(name.trim());
    return asText(attribute === undefined ? scope.ref(resource) : scope.attribute(resource, attribute));
  });
}

function splitOnce(text: string): [string, string?] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

function list(scope: Scope, value: unknown): unknown[] {
  const resolved = resolve(scope, value);
  if (!Array.isArray(resolved)) throw new Error('A list was expected.');
  return resolved;
}

function asText(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw new Error(`A text was expected, not ${JSON.stringify(value)}.`);
}
