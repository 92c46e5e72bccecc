import { routeHandler } from '#functions/route-handler.ts';
import { UploadAnswer, UploadRequest } from '#shared/domain/production-view.ts';

/** Gives an address that takes exactly the bytes that were announced, and the reference to name them by. */
export const handler = routeHandler(
  'api-upload',
  { body: UploadRequest, answer: UploadAnswer },
  async ({ body: asset }, { ports, member }) => {
    const { url, method, headers, expiresAt } = await ports.links.upload(member.tenant, asset);
    const upload = { url, method, headers, expiresAt: new Date(expiresAt).toISOString() };
    return { status: 201, body: { asset, upload } };
  },
);
