import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type * as z from 'zod';

/** What a file of YAML says, or what is wrong with it: a sentence for each mistake, with the field it is at. */
export function readYaml<S extends z.ZodType>(
  file: string,
  schema: S,
): { value?: z.output<S>; problems: string[] } {
  if (!existsSync(file)) return { problems: ['there is no such file'] };
  let raw: unknown;
  try {
    raw = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return { problems: [`is not YAML: ${error instanceof Error ? error.message : String(error)}`] };
  }
  if (raw === null || raw === undefined) return { problems: ['the file is empty'] };
  // What a regular expression or a bound wants is said there in words; the schema only says what it got.
  const parsed = schema.safeParse(raw, { reportInput: true });
  return parsed.success
    ? { value: parsed.data, problems: [] }
    : { problems: parsed.error.issues.flatMap((issue) => problemsOf(issue)) };
}

/** One mistake as `field: sentence`. */
function problemsOf(issue: z.core.$ZodIssue): string[] {
  const at = (path: readonly PropertyKey[]) => (path.length === 0 ? '' : `${path.map(String).join('.')}: `);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${at([...issue.path, key])}there is no such field`);
  }
  return [`${at(issue.path)}${sentence(issue)}`];
}

function sentence(issue: z.core.$ZodIssue): string {
  const given = issue.input;
  // A message that was written for people stands as it is; those of the schema's library begin with these words.
  if (!/^(Invalid|Too |Unrecognized)/.test(issue.message)) return issue.message;
  if (given === undefined) return 'is missing';
  const got = typeof given === 'object' ? '' : `, not ${JSON.stringify(given)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KINDS[issue.expected] ?? issue.expected}${got}`;
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}${got}`;
    case 'too_small':
      return `must be ${sized(issue.origin)}${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${got}`;
    case 'too_big':
      return `must be ${sized(issue.origin)}at most ${issue.maximum}${got}`;
    case 'invalid_key':
      return 'there is no function of that name';
    case 'invalid_union':
      return unionSentence(issue, got);
    case 'invalid_format':
      return `${FORMATS[issue.format] ?? 'is not written as it must be'}${got}`;
    default:
      return `is not right${got}`;
  }
}

const KINDS: Record<string, string> = {
  boolean: 'true or false, without quotes',
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  object: 'a list of fields',
  record: 'a list of fields',
  array: 'a list',
};

const FORMATS: Record<string, string> = {
  url: 'must be an address that begins with https://',
  email: 'must be an address of mail',
};

function sized(origin: string): string {
  return origin === 'string' || origin === 'array' ? 'of a length of ' : '';
}

/** A union that is told apart by a field names that field's values; of another one, what each way wants. */
function unionSentence(issue: z.core.$ZodIssueInvalidUnion, got: string): string {
  if (issue.errors.length === 0) return `is none of those that there are${got}`;
  const ways = issue.errors.map((way) => way.flatMap(problemsOf).join(', '));
  return `must be one of these ways: ${ways.map((way) => `(${way})`).join(' or ')}`;
}
