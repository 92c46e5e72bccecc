import { existsSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { AslHome, TENANT } from '#tests/unit/local/asl/home.ts';
import { differences, type Recording } from '#tests/unit/local/asl/recording.ts';

/** Machines that AWS ran and recorded, outside of the repository; see docs/reference/asl.md. */
const RECORDINGS = new URL('../../../../../shared/fixtures/asl-recorded-on-aws.json', import.meta.url);

/** Differences that remain, each with its reason; the list is exact. docs/reference/asl.md repeats it. */
const DIFFERENT: Readonly<Record<string, string>> = {
  test_max_concurrency_path_negative:
    'AWS recorded nothing after the start; here it fails with States.Runtime',
  test_map_state_result_writer: 'ResultWriter needs S3; a definition with one is refused',
  'test_map_state_items_eval_jsonata_fail[function]': 'the recorded definition is not the one that AWS ran',
};

const present = existsSync(RECORDINGS);
const recordings: Recording[] = present ? JSON.parse(readFileSync(RECORDINGS, 'utf8')) : [];

describe.skipIf(!present)(
  'a machine that AWS has run gives the same here (skipped: recordings are absent)',
  () => {
    const home = new AslHome();
    afterAll(() => home.close());

    test.each(recordings)('$id', async (recording) => {
      // Prepare
      const short = recording.id.replace(/^.*::/, '');
      const workflow = `w${recordings.indexOf(recording)}`;
      let found: string[];
      // Act
      try {
        home.define(workflow, JSON.parse(recording.definition));
        const input = JSON.parse(recording.input);
        const id = await home.engine.start(TENANT, { workflow, name: 'recorded', input });
        await home.clock.advance(20_000);
        const description = await home.engine.describe(TENANT, id);
        found = differences(recording, description, await home.engine.history(TENANT, id));
      } catch (error) {
        found = [String(error)];
      }
      // Assess
      if (short in DIFFERENT) expect(found, 'is listed as different but is not').not.toEqual([]);
      else expect(found).toEqual([]);
    });

    test('at least 95 % of the machines are the same', () => {
      expect(Object.keys(DIFFERENT).length / recordings.length).toBeLessThanOrEqual(0.05);
    });
  },
);
