import { getSignedUrl } from '@aws-sdk/cloudfront-signer';
import type { SignFilm } from '#shared/aws/s3/links.ts';

/** Signs addresses of a CloudFront distribution whose origin is the bucket of assets; `privateKey` gives its key as PEM. */
export function cloudFrontSigner(parts: {
  domain: string;
  keyPairId: string;
  privateKey: () => Promise<string>;
}): SignFilm {
  let key: Promise<string> | undefined;
  return async (path, expiresAt) => {
    key ??= parts.privateKey();
    // What failed is asked for again.
    const privateKey = await key.catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    return getSignedUrl({
      url: `https://${parts.domain}${path}`,
      keyPairId: parts.keyPairId,
      privateKey,
      dateLessThan: new Date(expiresAt),
    });
  };
}
