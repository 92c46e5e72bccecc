import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { QueryFunctions } from '#local/asl/query/scope.ts';

type Apply = (args: readonly unknown[], functions: QueryFunctions) => unknown;

/** AWS: at most 1,000 elements from `States.ArrayRange` and 10,000 characters into hashes and encodings. */
const MAX_RANGE = 1_000;
const MAX_CHARACTERS = 10_000;

/** Names of digests as AWS writes them, and as node:crypto does. */
export const DIGESTS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** The intrinsic functions of JSONPath. Each throws `RangeError` or `SyntaxError` for arguments that it cannot take. */
export const INTRINSICS = {
  'States.Format': ([template, ...values]) => format(text(template), values),
  'States.StringToJson': ([source]) => (text(source).trim() === '' ? null : JSON.parse(text(source))),
  'States.JsonToString': ([value]) => JSON.stringify(value),
  'States.Array': (values) => [...values],
  'States.ArrayPartition': ([items, size]) => partition(array(items), integer(size)),
  'States.ArrayContains': ([items, value]) => array(items).some((item) => isDeepStrictEqual(item, value)),
  'States.ArrayRange': ([first, last, step]) => range(integer(first), integer(last), integer(step)),
  'States.ArrayGetItem': ([items, index]) => {
    const at = integer(index);
    if (at < 0 || at >= array(items).length) throw new RangeError(`index ${at} is outside of the array`);
    return array(items)[at];
  },
  'States.ArrayLength': ([items]) => array(items).length,
  'States.ArrayUnique': ([items]) => unique(array(items)),
  'States.Base64Encode': ([value]) => Buffer.from(limited(value), 'utf8').toString('base64'),
  'States.Base64Decode': ([value]) => Buffer.from(limited(value), 'base64').toString('utf8'),
  'States.Hash': ([value, algorithm]) => {
    const digest = DIGESTS[text(algorithm)];
    if (digest === undefined) throw new RangeError(`there is no algorithm '${algorithm}'`);
    const data = typeof value === 'string' ? limited(value) : JSON.stringify(value);
    return createHash(digest).update(data).digest('hex');
  },
  'States.JsonMerge': ([first, second, deep]) => {
    if (deep !== false) throw new RangeError('only shallow merging (false) is there');
    return { ...object(first), ...object(second) };
  },
  'States.MathRandom': ([from, to], functions) => {
    const [low, high] = [integer(from), integer(to)];
    if (high < low) throw new RangeError('the end lies before the beginning');
    return low + Math.floor(functions.random() * (high - low));
  },
  'States.MathAdd': ([first, second]) => whole(first) + whole(second),
  'States.StringSplit': ([source, separators]) => split(text(source), text(separators)),
  'States.UUID': (_, functions) => functions.uuid(),
} as const satisfies Record<string, Apply>;

/** Cuts an array into arrays of `size`; the last may be shorter. Throws `RangeError` for a size below 1. */
export function partition(items: readonly unknown[], size: number): unknown[][] {
  if (size < 1) throw new RangeError('the size must be at least 1');
  const parts: unknown[][] = [];
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
  return parts;
}

/** Numbers from `first` to `last` inclusive. Throws `RangeError` for a step of 0 or more than 1,000 numbers. */
export function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new RangeError('the step must not be 0');
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > MAX_RANGE) throw new RangeError(`a range has at most ${MAX_RANGE} elements`);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

function format(template: string, values: readonly unknown[]): string {
  let used = 0;
  const filled = template.replace(/\\([{}])|\{\}/g, (_, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    if (used >= values.length) throw new RangeError('there are fewer arguments than {}');
    const value = values[used++];
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
  if (used < values.length) throw new RangeError('there are more arguments than {}');
  return filled;
}

function unique(items: readonly unknown[]): unknown[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = JSON.stringify(item);
    return !seen.has(key) && seen.add(key);
  });
}

function split(source: string, separators: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of source) {
    if (!separators.includes(character)) part += character;
    else if (part !== '') {
      parts.push(part);
      part = '';
    }
  }
  return part === '' ? parts : [...parts, part];
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new RangeError('a text is expected');
  return value;
}

function limited(value: unknown): string {
  if (text(value).length > MAX_CHARACTERS)
    throw new RangeError(`a text has at most ${MAX_CHARACTERS} characters`);
  return text(value);
}

function array(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new RangeError('an array is expected');
  return value;
}

function object(value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RangeError('an object is expected');
  return value;
}

function integer(value: unknown): number {
  if (!Number.isInteger(value)) throw new RangeError('a whole number is expected');
  return value as number;
}

function whole(value: unknown): number {
  if (typeof value !== 'number') throw new RangeError('a number is expected');
  return Math.trunc(value);
}
