import { createHash } from 'node:crypto';
import type { StateMachine } from '#local/asl/definition/schema.ts';
import { validateMachine } from '#local/asl/definition/validate.ts';
import { Expressions } from '#local/asl/query/expressions.ts';
import { AppError } from '#shared/errors.ts';

/** A state machine that was checked, with its expressions compiled. */
export interface Definition {
  readonly workflow: string;
  readonly machine: StateMachine;
  readonly expressions: Expressions;
  /** The JSON text after substitution: what an execution keeps to go on with, whatever becomes of the file. */
  readonly text: string;
  /** SHA-256 of workflow name and text. */
  readonly hash: string;
}

/**
 * Makes a definition from the JSON text of a `*.asl.json` file. Each `${name}` is replaced from `substitutions`, as
 * `DefinitionSubstitutions` of CloudFormation does. Throws `WORKFLOW_INVALID` with every issue found.
 */
export function loadDefinition(
  workflow: string,
  source: string,
  substitutions: Readonly<Record<string, string>> = {},
): Definition {
  const text = substitute(workflow, source, substitutions);
  const expressions = new Expressions();
  const machine = validateMachine(workflow, parse(workflow, text), expressions);
  const hash = createHash('sha256').update(`${workflow}\n${text}`).digest('hex');
  return { workflow, machine, expressions, text, hash };
}

function substitute(
  workflow: string,
  source: string,
  substitutions: Readonly<Record<string, string>>,
): string {
  return source.replace(/\$\{([\w:.-]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(substitutions, name) ? substitutions[name] : undefined;
    if (value === undefined) {
      throw new AppError(
        'WORKFLOW_INVALID',
        `The workflow '${workflow}' asks for \${${name}}, which is not there.`,
      );
    }
    return JSON.stringify(value).slice(1, -1);
  });
}

function parse(workflow: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('WORKFLOW_INVALID', `The workflow '${workflow}' is not JSON.`, { cause: error });
  }
}
