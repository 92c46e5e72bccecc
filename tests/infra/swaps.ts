import type { AssemblyStack } from '#tests/rehearsal/assembly/template.ts';

/** Resources that say who calls or feeds whom. */
const WIRES = [
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Permission',
  'AWS::Events::Rule',
  'AWS::Scheduler::Schedule',
  'AWS::StepFunctions::StateMachine',
  'AWS::SQS::Queue',
];

/** Kinds of targets; only targets of one kind can be taken for each other. */
const TARGETS = [
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::Lambda::Function',
  'AWS::SQS::Queue',
  'AWS::Batch::JobQueue',
  'AWS::Batch::JobDefinition',
];

type Path = readonly (string | number)[];

/** A place in a template where a target stands. */
interface Place {
  path: Path;
  reference: unknown;
  /** Stack and logical id of the target. */
  target: string;
  kind: string;
}

/** Stacks in which two targets have been exchanged, and a line that says which. */
export interface Swap {
  says: string;
  stacks: AssemblyStack[];
}

/** Every way to exchange two targets of one kind within a stack. */
export function* swaps(stacks: readonly AssemblyStack[]): Generator<Swap> {
  for (const stack of stacks) {
    const places = Object.entries(stack.template.Resources).flatMap(([id, { Type, Properties }]) =>
      WIRES.includes(Type) ? find(stacks, stack, Properties, ['Resources', id, 'Properties']) : [],
    );
    for (const [at, one] of places.entries()) {
      for (const other of places.slice(at + 1)) {
        if (one.kind !== other.kind || one.target === other.target || inOneList(one.path, other.path))
          continue;
        const template = structuredClone(stack.template);
        put(template, one.path, other.reference);
        put(template, other.path, one.reference);
        yield {
          says: `${one.path.join('.')} (${one.target}) ↔ ${other.path.join('.')} (${other.target})`,
          stacks: stacks.map((each) => (each === stack ? { ...stack, template } : each)),
        };
      }
    }
  }
}

function find(stacks: readonly AssemblyStack[], stack: AssemblyStack, value: unknown, path: Path): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const target = targetOf(stacks, stack, value);
  if (target === undefined) {
    return Object.entries(value).flatMap(([key, inner]) =>
      find(stacks, stack, inner, [...path, Array.isArray(value) ? Number(key) : key]),
    );
  }
  return TARGETS.includes(target.kind) ? [{ path, reference: value, ...target }] : [];
}

function targetOf(
  stacks: readonly AssemblyStack[],
  { name, template }: AssemblyStack,
  value: object,
): { target: string; kind: string } | undefined {
  const {
    Ref,
    'Fn::GetAtt': attribute,
    'Fn::ImportValue': imported,
  } = value as { Ref?: string; 'Fn::GetAtt'?: [string, string]; 'Fn::ImportValue'?: string };
  const id = Ref ?? attribute?.[0];
  if (id !== undefined) return { target: `${name}/${id}`, kind: template.Resources[id]?.Type ?? '' };
  if (imported === undefined) return undefined;
  for (const exporting of stacks) {
    const output = Object.values(exporting.template.Outputs ?? {}).find(
      ({ Export }) => Export?.Name === imported,
    );
    if (output) return targetOf(stacks, exporting, output.Value as object);
  }
  return undefined;
}

/** Exchanged within a list of what a rule listens to, they mean the same. */
const inOneList = (one: Path, other: Path): boolean =>
  one.includes('EventPattern') && one.slice(0, -1).join() === other.slice(0, -1).join();

function put(template: object, path: Path, reference: unknown): void {
  const holder = path.slice(0, -1).reduce<unknown>((inner, key) => (inner as never)[key], template);
  (holder as Record<string | number, unknown>)[path.at(-1) ?? ''] = reference;
}
