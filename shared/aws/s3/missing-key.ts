/** Actions whose refusal is one in earnest; of these the service's message names the one that was missing. */
const NOT_GRANTED = /s3:GetObject|kms:/;

/**
 * Whether a read was refused because there is no such key. Whoever may not list a bucket, and no role here may, is answered 403
 * instead of 404 (docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, “Permissions”).
 */
export function isMissingKey(error: unknown): boolean {
  const { $metadata, message = '' } = error as { $metadata?: { httpStatusCode?: number }; message?: string };
  const status = $metadata?.httpStatusCode;
  return status === 404 || (status === 403 && !NOT_GRANTED.test(message));
}
