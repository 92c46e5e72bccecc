import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { loadDefinition } from '#local/asl/definition/definition.ts';

const validator: (machine: unknown) => { isValid: boolean } = createRequire(import.meta.url)('asl-validator');

const pass = (fields: object = { End: true }) => ({ Type: 'Pass', ...fields });
const load = (machine: unknown, substitutions = {}) =>
  loadDefinition('w', JSON.stringify(machine), substitutions);
const invoke = 'arn:aws:states:::lambda:invoke';

/** What is wrong, where it is told, and whether the second opinion of asl-validator is the same. */
const WRONG: [problem: string, machine: unknown, place: RegExp, secondOpinion: boolean][] = [
  ['no states', {}, /StartAt/, true],
  ['an unknown start', { StartAt: 'X', States: { A: pass() } }, /StartAt: there is no state 'X'/, true],
  [
    'an unknown Next',
    { StartAt: 'A', States: { A: pass({ Next: 'B' }) } },
    /States\.A\.Next: there is no state 'B'/,
    true,
  ],
  ['neither Next nor End', { StartAt: 'A', States: { A: pass({}) } }, /States\.A\.Next/, true],
  [
    'both Next and End',
    { StartAt: 'A', States: { A: pass({ Next: 'B', End: true }), B: pass() } },
    /States\.A\.Next/,
    true,
  ],
  [
    'a state that nothing leads to',
    { StartAt: 'A', States: { A: pass(), B: pass() } },
    /States\.B: no state leads here/,
    true,
  ],
  [
    'a field that is misspelt',
    { StartAt: 'A', States: { A: pass({ End: true, Comments: '' }) } },
    /Comments/,
    true,
  ],
  ['an unknown type', { StartAt: 'A', States: { A: { Type: 'Loop', End: true } } }, /States\.A\.Type/, true],
  [
    'a field of the other language',
    { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: pass({ InputPath: '$', End: true }) } },
    /States\.A\.InputPath: is not a field of JSONata/,
    true,
  ],
  [
    'a state in JSONPath within a machine in JSONata',
    { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: pass({ QueryLanguage: 'JSONPath', End: true }) } },
    /States\.A\.QueryLanguage/,
    false,
  ],
  [
    'an expression that does not parse',
    {
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: { A: pass({ Output: { x: '{% 1 + %}' }, End: true }) },
    },
    /States\.A\.Output\.x/,
    true,
  ],
  [
    'a path that does not parse',
    { StartAt: 'A', States: { A: pass({ Parameters: { 'x.$': '$.a[' }, End: true }) } },
    /States\.A\.Parameters\.x/,
    true,
  ],
  [
    'an intrinsic function that does not exist',
    { StartAt: 'A', States: { A: pass({ Parameters: { 'x.$': 'States.Nothing()' }, End: true }) } },
    /States\.A\.Parameters\.x/,
    false,
  ],
  [
    'a ResultPath that is no reference path',
    { StartAt: 'A', States: { A: pass({ ResultPath: '$.a[*]', End: true }) } },
    /States\.A\.ResultPath/,
    true,
  ],
  [
    'a resource that nobody knows',
    { StartAt: 'A', States: { A: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true } } },
    /States\.A\.Resource/,
    false,
  ],
  [
    'States.ALL that is not the last',
    {
      StartAt: 'A',
      States: {
        A: {
          Type: 'Task',
          Resource: invoke,
          Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }],
          End: true,
        },
      },
    },
    /States\.A\.Retry\[0\]/,
    false,
  ],
  [
    'a name that is used twice',
    {
      StartAt: 'A',
      States: { A: { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: pass() } }], End: true } },
    },
    /the name is used twice/,
    true,
  ],
  [
    'something wrong deep within',
    {
      StartAt: 'M',
      States: {
        M: { Type: 'Map', ItemProcessor: { StartAt: 'P', States: { P: pass({ Next: 'Q' }) } }, End: true },
      },
    },
    /States\.M\.ItemProcessor\.States\.P\.Next/,
    true,
  ],
  [
    'a Choice rule without a comparison',
    { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [{ Variable: '$.a', Next: 'B' }] }, B: pass() } },
    /States\.A\.Choices/,
    true,
  ],
  [
    'a Wait for nothing',
    { StartAt: 'A', States: { A: { Type: 'Wait', End: true } } },
    /States\.A\.Seconds/,
    true,
  ],
];

describe('a definition is refused', () => {
  test.each(WRONG)('for %s', (_, machine, place, secondOpinion) => {
    expect(() => load(machine)).toThrow(place);
    expect(() => load(machine)).toThrow(expect.objectContaining({ code: 'WORKFLOW_INVALID' }));
    if (secondOpinion) expect(validator(machine).isValid).toBe(false);
  });

  test('that is not JSON', () => {
    expect(() => loadDefinition('w', '{')).toThrow(/is not JSON/);
  });

  test('that asks for a name which is not there', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a definition says before substitution
    const machine = { StartAt: 'A', States: { A: pass({ Result: '${function:none}', End: true }) } };
    expect(() => load(machine, { other: 'x' })).toThrow(/function:none/);
  });

  test('with every issue at once', () => {
    const machine = { StartAt: 'A', States: { A: pass({ Next: 'X' }), B: pass({ Next: 'Y' }) } };
    expect(() => load(machine)).toThrow(/'X'.*no state leads here/);
  });
});

test('what is right is accepted here and by asl-validator', () => {
  const machine = {
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: {
      A: { Type: 'Task', Resource: invoke, Arguments: { FunctionName: 'f' }, Next: 'B' },
      B: { Type: 'Succeed' },
    },
  };
  expect(() => load(machine)).not.toThrow();
  expect(validator(machine).isValid).toBe(true);
});

test('a value that is put in cannot break out of its text', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a definition says before substitution
  const machine = { StartAt: 'A', States: { A: pass({ Result: '${x}', End: true }) } };
  const { machine: loaded } = load(machine, { x: '","End":false,"' });
  expect(loaded.States.A).toMatchObject({ Result: '","End":false,"', End: true });
});

test('states named like members of Object are states like any other', () => {
  const machine = JSON.parse(
    '{"StartAt":"constructor","States":{"constructor":{"Type":"Pass","Next":"toString"},"toString":{"Type":"Succeed"}}}',
  );
  expect(load(machine).machine.StartAt).toBe('constructor');
  expect(() => load({ StartAt: 'toString', States: { A: pass() } })).toThrow(/StartAt/);
});
