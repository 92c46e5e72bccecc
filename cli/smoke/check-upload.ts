import { createHash } from 'node:crypto';
import { type Check, must } from '#cli/smoke/check.ts';
import { readAnswer, send } from '#cli/smoke/installation.ts';
import { UploadAnswer } from '#shared/domain/production-view.ts';

/** The text that the film is made of: twelve to thirteen seconds in the voice that is there. */
export const TEXT =
  'Bees see colours that we do not. They find flowers by them. Every garden is full of signs. A bee that comes home tells the others where it was by dancing.';

/** Bytes go to the store by a link, and only those that were announced. */
export const uploadChecks: readonly Check[] = [
  {
    title: 'A text can be uploaded by a link, and nothing else in its place',
    advice: 'Look whether the bucket of the assets is there, and at the log of api-upload.',
    async look({ installation, found }) {
      const right = Buffer.from(TEXT);
      const wrong = Buffer.from(TEXT.replace('Bees', 'Cats'));
      const hash = createHash('sha256').update(right).digest('hex');
      const body = { hash, bytes: right.byteLength, mediaType: 'text/plain' };
      const asked = await installation.call('/v1/uploads', { method: 'POST', body });
      const { asset, upload } = readAnswer(asked, [201], UploadAnswer);
      const { url, method, headers } = upload;
      const refused = await send(url, { method, headers, body: wrong });
      must(
        refused.status === 400 || refused.status === 403,
        `Other bytes than were announced got ${refused.status} and not 400 or 403.`,
      );
      const taken = await send(url, { method, headers, body: right });
      must(taken.status === 200, `The announced bytes got ${taken.status} and not 200.`);
      found.asset = asset;
      return `${right.byteLength} bytes taken; others refused with ${refused.status}`;
    },
  },
];
