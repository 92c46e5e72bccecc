import * as z from 'zod';

/** What S3 says of a file that was put into a bucket (event message structure 2.x), as far as we need it. */
const Notification = z.object({
  eventName: z.string(),
  s3: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({
      /** Encoded as in a form: spaces are `+`. */
      key: z.string(),
      size: z.number().optional(),
      versionId: z.string().optional(),
      sequencer: z.string().optional(),
      eTag: z.string().optional(),
    }),
  }),
});

/** A message of the queue `inbox`; S3 sends one without records when a bucket is connected with its queue. */
export const InboxMessage = z.union([
  z.object({ Records: z.array(Notification) }).transform(({ Records }) => Records.flatMap(droppedFile)),
  z.object({ Event: z.literal('s3:TestEvent') }).transform((): DroppedFile[] => []),
]);

/** A file that somebody dropped in. */
export interface DroppedFile {
  /** `TENANT/path/of/the/file` */
  key: string;
  /** Names this very version of the file; another one of the same name differs. */
  version: string;
}

function droppedFile({ eventName, s3: { bucket, object } }: z.infer<typeof Notification>): DroppedFile[] {
  if (!/^(s3:)?ObjectCreated:/.test(eventName)) return [];
  const key = decodeURIComponent(object.key.replaceAll('+', ' '));
  const version = object.versionId ?? object.sequencer ?? object.eTag ?? '';
  return [{ key, version: `${bucket.name}/${key}@${version}` }];
}
