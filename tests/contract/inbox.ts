import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Inbox } from '#shared/ports/inbox.ts';
import { expectCode, type MakeAdapter, type UnderTest } from '#tests/contract/harness.ts';

interface Dropping {
  /** Puts a file where a person would; `path` begins with the tenant. */
  drop(path: string, bytes: Uint8Array): Promise<void>;
}

const LIMIT = 2 * 1024 * 1024;

/** What every inbox must hold. The tenant whose files are there is `local`. */
export function describeInbox(name: string, makeAdapter: MakeAdapter<Inbox, Dropping>): void {
  describe(`inbox: ${name}`, () => {
    let adapter: UnderTest<Inbox> & Dropping;
    let inbox: Inbox;
    beforeEach(async () => {
      adapter = await makeAdapter();
      inbox = adapter.port;
    });
    afterEach(() => adapter.close());

    test.each(['local/brief.md', 'local/a/b c/Über & 日本+1%20.txt', 'local/#1?x=y.md'])(
      'the file %j is given whole',
      async (key) => {
        await adapter.drop(key, Buffer.from('# A film'));
        expect(Buffer.from(await inbox.get(key)).toString()).toBe('# A film');
      },
    );

    test('an empty file and one of 2 MiB are read; one byte more is refused', async () => {
      await adapter.drop('local/empty', Buffer.alloc(0));
      await adapter.drop('local/large', Buffer.alloc(LIMIT, 1));
      await adapter.drop('local/larger', Buffer.alloc(LIMIT + 1, 1));
      expect((await inbox.get('local/empty')).byteLength).toBe(0);
      expect((await inbox.get('local/large')).byteLength).toBe(LIMIT);
      await expectCode(inbox.get('local/larger'), 'BRIEF_INVALID');
    });

    test('whoever asks for more, or for less, gets so much and no byte more', async () => {
      await adapter.drop('local/picture', Buffer.alloc(LIMIT + 1, 1));
      expect((await inbox.get('local/picture', LIMIT + 1)).byteLength).toBe(LIMIT + 1);
      await expectCode(inbox.get('local/picture', 1_000), 'BRIEF_INVALID');
    });

    test('a file that is gone or never was is not found', async () => {
      await adapter.drop('local/folder/file', Buffer.from('x'));
      for (const key of ['local/none', 'local/folder', 'local/folder/file/below', 'rival/folder/file']) {
        await expectCode(inbox.get(key), 'NOT_FOUND');
      }
    });

    test.each([
      '',
      'local',
      'local/',
      '/local/file',
      'local//file',
      'local/./file',
      'local/../local/file',
      'local/a/../../file',
      '../file',
      'local/..\\file',
      'local/file\0',
      'LOCAL/file',
      `local/${'a'.repeat(1_100)}`,
      'local/folder/',
    ])('%j is no key of a file', async (key) => {
      await adapter.drop('local/file', Buffer.from('x'));
      await expectCode(inbox.get(key), 'NOT_FOUND');
    });
  });
}
