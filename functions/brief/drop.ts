import { queueHandler } from '#functions/queue-handler.ts';
import { acceptDroppedFile } from '#shared/brief/accept-dropped-file.ts';
import { InboxMessage } from '#shared/domain/dropped-file.ts';

/** Takes on the productions of files that were dropped in. */
export const handler = queueHandler('brief-drop', InboxMessage, async (files, { ports }) => {
  for (const file of files) await acceptDroppedFile(ports, file);
});
