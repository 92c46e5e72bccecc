import { condition, NO_VALUE, resolve, type Scope } from '#tests/rehearsal/assembly/intrinsics.ts';
import { type Addresses, type Physical, physicalOf } from '#tests/rehearsal/assembly/physical-ids.ts';
import type { AssemblyStack, TemplateResource } from '#tests/rehearsal/assembly/template.ts';

/** A resource with everything resolved, as it would be there. */
export interface Deployed<P = Record<string, unknown>> extends Physical {
  stack: string;
  logicalId: string;
  type: string;
  properties: P;
}

/** Makes resources of a cloud assembly's stacks, given in the order of their deployment, as CloudFormation would. */
export class Deployment {
  readonly #stacks: ReadonlyMap<string, StackScope>;

  /** `parameters` are given to every stack that has one of that name. */
  constructor(
    stacks: readonly AssemblyStack[],
    options: { addresses: Addresses; parameters?: Readonly<Record<string, string>> },
  ) {
    const others: Others = {
      exported: (name) => this.#exported(name),
      output: (stack, name) => this.output(stack, name),
    };
    this.#stacks = new Map(
      stacks.map((stack) => [
        stack.name,
        new StackScope(stack, options.addresses, options.parameters ?? {}, others),
      ]),
    );
  }

  /** Every resource of these types (all without any), in deployment's order, but those whose condition does not hold. */
  resources<P = Record<string, unknown>>(...types: string[]): Deployed<P>[] {
    return [...this.#stacks.values()].flatMap((stack) => stack.resources(types)) as Deployed<P>[];
  }

  /** Folder or file of an asset, by the key of its object. Throws when no stack brings it. */
  asset(objectKey: string): string {
    for (const { stack } of this.#stacks.values()) {
      const path = stack.assets.get(objectKey);
      if (path !== undefined) return path;
    }
    throw new Error(`No stack has the asset ${objectKey}.`);
  }

  /** Value of an output, by stack and name. */
  output(stack: string, name: string): unknown {
    const scope = this.#stacks.get(stack);
    if (scope === undefined) throw new Error(`There is no stack ${stack}.`);
    return scope.ownOutput(name);
  }

  #exported(name: string): unknown {
    for (const scope of this.#stacks.values()) {
      const value = scope.exported(name);
      if (value !== undefined) return value;
    }
    throw new Error(`No stack exports ${name}.`);
  }
}

/** What a stack asks of others. */
interface Others {
  exported(name: string): unknown;
  output(stack: string, name: string): unknown;
}

class StackScope implements Scope {
  readonly stack: AssemblyStack;
  readonly #addresses: Addresses;
  readonly #parameters: Readonly<Record<string, string>>;
  readonly #others: Others;
  readonly #physical = new Map<string, Physical>();
  readonly #resources = new Map<string, Deployed>();

  constructor(
    stack: AssemblyStack,
    addresses: Addresses,
    parameters: Readonly<Record<string, string>>,
    others: Others,
  ) {
    this.stack = stack;
    this.#addresses = addresses;
    this.#parameters = parameters;
    this.#others = others;
  }

  get template() {
    return this.stack.template;
  }

  get region() {
    return this.stack.region;
  }

  imported(name: string): unknown {
    return this.#others.exported(name);
  }

  ref(name: string): unknown {
    const { account, region, name: stackName } = this.stack;
    switch (name) {
      case 'AWS::AccountId':
        return account;
      case 'AWS::Region':
        return region;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return stackName;
      case 'AWS::StackId':
        return `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/0`;
      case 'AWS::NoValue':
        return NO_VALUE;
    }
    const parameter = this.template.Parameters?.[name];
    if (parameter === undefined) return this.#physicalOf(name).ref;
    const value = this.#parameters[name] ?? parameter.Default;
    if (value === undefined) throw new Error(`${stackName}: the parameter ${name} has no value.`);
    return value;
  }

  attribute(logicalId: string, name: string): unknown {
    const value = this.#physicalOf(logicalId).attributes[name];
    if (value !== undefined) return value;
    const type = this.template.Resources[logicalId]?.Type;
    throw new Error(`${this.stack.name}: the attribute ${name} of ${logicalId} (${type}) is not known.`);
  }

  resources(types: readonly string[]): Deployed[] {
    return Object.entries(this.template.Resources)
      .filter(([, { Type }]) => types.length === 0 || types.includes(Type))
      .filter(([, { Condition }]) => Condition === undefined || condition(this, { Condition }))
      .map(([logicalId, resource]) => this.#deployed(logicalId, resource));
  }

  output(stack: string, name: string): unknown {
    return this.#others.output(stack, name);
  }

  /** Value of an output of this stack. */
  ownOutput(name: string): unknown {
    const output = this.template.Outputs?.[name];
    if (output === undefined) throw new Error(`${this.stack.name} has no output ${name}.`);
    return resolve(this, output.Value);
  }

  exported(name: string): unknown {
    const found = Object.values(this.template.Outputs ?? {}).find(
      (output) => output.Export !== undefined && resolve(this, output.Export.Name) === name,
    );
    return found === undefined ? undefined : resolve(this, found.Value);
  }

  #deployed(logicalId: string, resource: TemplateResource): Deployed {
    const known = this.#resources.get(logicalId);
    if (known !== undefined) return known;
    const deployed: Deployed = {
      ...this.#physicalOf(logicalId),
      stack: this.stack.name,
      logicalId,
      type: resource.Type,
      properties: this.#within(logicalId, () => resolve(this, resource.Properties ?? {})) as Record<
        string,
        unknown
      >,
    };
    this.#resources.set(logicalId, deployed);
    return deployed;
  }

  #physicalOf(logicalId: string): Physical {
    const known = this.#physical.get(logicalId);
    if (known !== undefined) return known;
    const resource = this.template.Resources[logicalId];
    if (resource === undefined) throw new Error(`${this.stack.name}: there is no resource ${logicalId}.`);
    const { account, region, name: stack } = this.stack;
    const property = (name: string): string | undefined => {
      const value = this.#within(logicalId, () => resolve(this, resource.Properties?.[name]));
      if (value === undefined || value === NO_VALUE) return undefined;
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    };
    const physical = physicalOf(resource.Type, {
      logicalId,
      stack,
      account,
      region,
      addresses: this.#addresses,
      property,
    });
    this.#physical.set(logicalId, physical);
    return physical;
  }

  /** Says of an error in which resource it is. */
  #within<T>(logicalId: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof Error && error.message.startsWith(`${this.stack.name}`)) throw error;
      const type = this.template.Resources[logicalId]?.Type;
      throw new Error(`${this.stack.name}: ${logicalId} (${type}): ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
}
