import { expect, test } from 'vitest';
import * as z from 'zod';
import { describeIssues } from '#shared/brief/describe-issues.ts';

const say = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value);
  return error ? describeIssues(error) : '';
};

test('each field is named with what is the matter', () => {
  const schema = z.strictObject({
    options: z.strictObject({ duration: z.number().min(5) }),
    title: z.string(),
  });
  expect(say(schema, { options: { duration: 4 }, title: 1 })).toBe(
    'options.duration: Too small: expected number to be >=5; title: Invalid input: expected string, received number',
  );
});

test('a sentence of a schema has no field and no second full stop', () => {
  expect(
    say(
      z.string().refine(() => false, 'One is needed.'),
      '',
    ),
  ).toBe('One is needed');
});

test('of many mistakes five are named, of a long one 500 characters', () => {
  const many = say(
    z.array(z.string()),
    Array.from({ length: 9 }, () => 1),
  );
  expect(many.split('; ')).toHaveLength(6);
  expect(many).toMatch(/; and 4 more$/);
  expect(say(z.strictObject({}), { ['x'.repeat(9_000)]: 1 })).toHaveLength(500);
});
