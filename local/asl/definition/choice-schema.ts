import * as z from 'zod';

const KINDS = {
  String: z.string(),
  Numeric: z.number(),
  Boolean: z.boolean(),
  Timestamp: z.iso.datetime({ offset: true }),
} as const;

const ORDERINGS = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'] as const;

/** The tests `IsNull`, `IsString`, … */
const TYPE_TESTS = ['IsNull', 'IsPresent', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'] as const;
export type TypeTest = (typeof TYPE_TESTS)[number];

/** What a comparison such as `NumericLessThanPath` takes apart into. */
interface Comparison {
  kind: keyof typeof KINDS;
  ordering: (typeof ORDERINGS)[number];
  /** Whether the right side is a path. */
  path: boolean;
}

/** Every comparison operator of JSONPath by name (`StringMatches` and the type tests apart). */
export const COMPARISONS: Readonly<Record<string, Comparison>> = Object.fromEntries(
  (Object.keys(KINDS) as (keyof typeof KINDS)[]).flatMap((kind) =>
    ORDERINGS.filter((ordering) => kind !== 'Boolean' || ordering === 'Equals').flatMap((ordering) => [
      [`${kind}${ordering}`, { kind, ordering, path: false }],
      [`${kind}${ordering}Path`, { kind, ordering, path: true }],
    ]),
  ),
);

const operators: Record<string, z.ZodType> = {
  StringMatches: z.string().optional(),
  ...Object.fromEntries(TYPE_TESTS.map((name) => [name, z.boolean().optional()])),
  ...Object.fromEntries(
    Object.entries(COMPARISONS).map(([name, { kind, path }]) => [
      name,
      (path ? z.string().startsWith('$') : KINDS[kind]).optional(),
    ]),
  ),
};

/** A test of a choice rule: one operator on a variable, or `And`, `Or`, `Not` of tests. */
export interface ChoiceTest {
  Variable?: string | undefined;
  And?: ChoiceTest[] | undefined;
  Or?: ChoiceTest[] | undefined;
  Not?: ChoiceTest | undefined;
  [operator: string]: unknown;
}

const test = {
  Comment: z.string().optional(),
  Variable: z.string().startsWith('$').optional(),
  get And() {
    return z.array(ChoiceTest).min(1).optional();
  },
  get Or() {
    return z.array(ChoiceTest).min(1).optional();
  },
  get Not() {
    return ChoiceTest.optional();
  },
  ...operators,
};

const ChoiceTest: z.ZodType<ChoiceTest> = z.lazy(() => z.strictObject(test).superRefine(oneTest));

/** One rule of a Choice state in either query language. */
export const ChoiceRule = z
  .strictObject({
    ...test,
    Condition: z.union([z.boolean(), z.string().regex(/^\{%[\s\S]*%\}$/, 'must be {% … %}')]).optional(),
    Next: z.string(),
    Assign: z.record(z.string(), z.json()).optional(),
    Output: z.json().optional(),
  })
  .superRefine((rule, context) => {
    if (rule.Condition === undefined) oneTest(rule as ChoiceTest, context);
  });
export type ChoiceRule = z.infer<typeof ChoiceRule>;

const NOT_TESTS = new Set(['Comment', 'Variable', 'Next', 'Assign', 'Output', 'Condition']);

/** The one operator (or `And`, `Or`, `Not`) of a test; undefined when there is none or more than one. */
export function operatorOf(test: ChoiceTest): string | undefined {
  const names = Object.keys(test).filter((name) => !NOT_TESTS.has(name) && test[name] !== undefined);
  return names.length === 1 ? names[0] : undefined;
}

function oneTest(test: ChoiceTest, context: z.RefinementCtx): void {
  const operator = operatorOf(test);
  if (operator === undefined) {
    context.addIssue({ code: 'custom', message: 'needs exactly one comparison', input: test });
  } else if (!['And', 'Or', 'Not'].includes(operator) && test.Variable === undefined) {
    context.addIssue({ code: 'custom', message: 'needs a Variable', path: ['Variable'], input: test });
  }
}
