import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { synthesize } from '#infra/synth.ts';
import { hasDynamoEmulator } from '#tests/emulators/dynamodb.ts';
import { readAssembly } from '#tests/rehearsal/assembly/read-assembly.ts';
import type { AssemblyStack } from '#tests/rehearsal/assembly/template.ts';
import { NOT_REHEARSED } from '#tests/rehearsal/not-rehearsed.ts';
import { type Rehearsed, rehearse } from '#tests/rehearsal/rehearse.ts';
import { SCENES } from '#tests/rehearsal/scenes/play.ts';
import type { Scene } from '#tests/rehearsal/scenes/scene.ts';

const dropOnly: Scene = {
  title: 'A file is dropped, and somebody is refused',
  async play(desk) {
    await desk.drop('robbed', 'a.md', 'A text.');
    await desk.until('somebody is refused', () => desk.studio.authority.denied[0]);
    return [];
  },
};

const askHealth: Scene = {
  title: 'Somebody asks how it is',
  async play(desk) {
    const { status } = await desk.ask('', 'GET', '/health');
    if (status !== 200) throw new Error(String(status));
    return [];
  },
};

/** Takes an action out of the policies of a role. */
function takeAway(stacks: readonly AssemblyStack[], role: string, action: string): void {
  for (const { template } of stacks) {
    for (const [name, { Type, Properties }] of Object.entries(template.Resources)) {
      if (Type !== 'AWS::IAM::Policy' || !name.startsWith(role)) continue;
      const { Statement } = (Properties as { PolicyDocument: { Statement: { Action: string | string[] }[] } })
        .PolicyDocument;
      for (const statement of Statement) {
        statement.Action = [statement.Action].flat().map((one) => (one === action ? 'none:None' : one));
      }
    }
  }
}

// The DynamoDB server behind it is a program for Linux on x64.
describe.skipIf(!hasDynamoEmulator('extenddb'))('what would be deployed, running together', () => {
  let folder: string;
  let assembly: string;
  let rehearsed: Rehearsed;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rehearsed-'));
    assembly = await synthesize('rehearsal', folder);
    rehearsed = await rehearse(readAssembly(assembly));
  }, 600_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(SCENES.map(({ title }) => [title]))('%s', (title) => {
    const played = rehearsed.scenes.find((scene) => scene.title === title);
    expect(played?.failure).toBeUndefined();
    expect(played?.told.length).toBeGreaterThan(0);
  });

  test('no call is refused: no grant is missing', () => {
    expect(rehearsed.denied.map(({ message }) => message)).toEqual([]);
  });

  test('nothing goes wrong that no scene asks for', () => {
    expect(rehearsed.errors.map(({ message }) => message)).toEqual([]);
  });

  test('a grant that is taken away is missed', async () => {
    const stacks = readAssembly(assembly);
    takeAway(stacks, 'briefdropRole', 's3:GetObject');
    const { denied } = await rehearse(stacks, { scenes: [dropOnly] });
    expect(denied[0]?.message).toMatch(
      /brief-drop is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::/,
    );
  }, 120_000);

  test('a route that is wired to another function is found', async () => {
    const stacks = readAssembly(assembly);
    const resources = stacks.flatMap(({ template }) => Object.entries(template.Resources));
    const target = (key: string) =>
      resources.find(
        ([, { Type, Properties }]) => Type === 'AWS::ApiGatewayV2::Route' && Properties?.RouteKey === key,
      )?.[1].Properties ?? {};
    const [list, health] = [target('GET /v1/productions'), target('GET /health')];
    [list.Target, health.Target] = [health.Target, list.Target];
    const { denied, scenes } = await rehearse(stacks, { scenes: [askHealth] });
    expect(scenes[0]?.failure).toBe('500');
    expect(denied[0]?.message).toContain('lambda:InvokeFunction');
  }, 120_000);

  test('every grant is used, but those that no scene can use', () => {
    expect(rehearsed.unused).toEqual([]);
  });

  test('every excuse for an unused grant is still needed', () => {
    const needed = new Set(rehearsed.excused.map(({ why }) => why));
    expect(NOT_REHEARSED.map(({ why }) => why).filter((why) => !needed.has(why))).toEqual([]);
  });
});
