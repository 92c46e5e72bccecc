import { authorizerHandler } from '#functions/live-handler.ts';

/** Says who may open a live connection. */
export const handler = authorizerHandler('live-authorize', async (token, { ports: { access } }) =>
  access.member(await access.verify(token)),
);
