/** Actions whose refusal is one in earnest; of these the service's message names the one that was missing. */
const NOT_GRANTED = /s3:GetObject|kms:/;

/**
 * Whether a read was refused because there is no such key. Whoever may not list a bucket, and no role here may, is answered 403
 * instead of 404 (docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, “Permissions”). A bucket that is not there, and
 * credentials that are wrong or have run out, say nothing of the key. The answer to a HEAD has no body and so no code.
 */
export function isMissingKey(error: unknown): boolean {
  const { Code, $metadata, message = '' } = error as S3Refusal;
  const status = $metadata?.httpStatusCode;
  if (status === 404) return Code !== 'NoSuchBucket';
  return status === 403 && (Code === undefined || Code === 'AccessDenied') && !NOT_GRANTED.test(message);
}

interface S3Refusal {
  Code?: string;
  message?: string;
  $metadata?: { httpStatusCode?: number };
}
