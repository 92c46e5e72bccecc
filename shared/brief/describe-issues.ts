import type * as z from 'zod';

const MOST = 5;
const LONGEST = 500;
/** What begins the sentences that the schema library makes itself; one that we wrote is told as it is. */
const BARE = /^(Invalid|Too (small|big)|Unrecognized)\b/;

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
};
const FORMATS: Readonly<Record<string, string>> = {
  url: 'must be an address such as https://example.org/page',
  datetime: 'must be a moment such as 2027-01-01T06:00:00Z',
};

/** Says what is wrong with a value, for whoever wrote it: each field and what is the matter, five at most. */
export function describeIssues({ issues }: z.ZodError): string {
  const said = issues.slice(0, MOST).map(describe);
  if (issues.length > MOST) said.push(`and ${issues.length - MOST} more`);
  return said.join('; ').replace(/\.$/, '').slice(0, LONGEST);
}

function describe(issue: z.core.$ZodIssue): string {
  const { path, message } = issue;
  const field = path.map(String).join('.');
  if (!BARE.test(message)) return field ? `${field}: ${message}` : message;
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys.slice(0, MOST).map((key) => [...path, key].join('.'));
    return `there is no field ${unknown.join(', ')}`;
  }
  return `${field || 'it'} ${wrongWith(issue)}`;
}

function wrongWith(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return 'is missing';
      return `must be ${TYPES[issue.expected] ?? `of the type ${issue.expected}`}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
    case 'too_small':
      if (issue.minimum === 1 && issue.origin === 'string') return 'may not be empty';
      return `must ${amount(issue.origin, 'least', issue.minimum)}`;
    case 'too_big':
      return `must ${amount(issue.origin, 'most', issue.maximum)}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'is not written as it must be';
    case 'invalid_union':
      return 'is none of what can stand there';
    default:
      return 'cannot be used';
  }
}

function amount(origin: string, bound: 'least' | 'most', limit: number | bigint): string {
  const things = origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '';
  return `${things ? 'have' : 'be'} at ${bound} ${limit.toLocaleString('en')}${things}`;
}
