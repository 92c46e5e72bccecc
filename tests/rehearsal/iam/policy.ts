/** Whom a statement of a resource's policy speaks of. */
export type PolicyPrincipal = '*' | Record<string, string | string[]>;

/** A statement as it stands in a policy document. */
export interface PolicyStatement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Principal?: PolicyPrincipal;
  Condition?: Record<string, Record<string, unknown>>;
}

/** A policy document. */
export interface PolicyDocument {
  Statement: PolicyStatement | PolicyStatement[];
}

/** Keys that a condition may ask for, by name as AWS writes it. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** The statements of a document. Throws on elements that are not evaluated here, so that none is passed over in silence. */
export function statementsOf(document: PolicyDocument): PolicyStatement[] {
  const statements = asList(document.Statement);
  const known = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'Condition'];
  for (const statement of statements) {
    const strange = Object.keys(statement).find((key) => !known.includes(key));
    if (strange !== undefined) throw new Error(`The element ${strange} of a policy is not evaluated here.`);
  }
  return statements;
}

/** One or many as many. */
export function asList<T>(value: T | readonly T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? [...value] : [value as T];
}
