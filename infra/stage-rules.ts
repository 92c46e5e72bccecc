import { createPublicKey } from 'node:crypto';

/** What `isPublicKey` wants, for people. */
export const PUBLIC_KEY_WANTED =
  'must be a public key as PEM, RSA of 2048 bits or ECDSA of P-256, and not the private one';

/**
 * Whether it is a key that CloudFront takes for signed links
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html).
 */
export function isPublicKey(pem: string): boolean {
  if (!pem.startsWith('-----BEGIN PUBLIC KEY-----')) return false;
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem);
    return asymmetricKeyType === 'rsa'
      ? asymmetricKeyDetails?.modulusLength === 2048
      : asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    return false;
  }
}

/** Whether it is an origin as browsers send it: scheme, host and port, nothing behind. */
export function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}

/** What of a stage has to do with regions. */
interface Placed {
  region: string;
  domain?: { certificateArn: string; edgeCertificateArn?: string | undefined } | undefined;
  features: { replica?: { region: string; keyArn: string } | undefined };
}

/** What is in another region than it must be, as `field: sentence`. */
export function regionProblems({ region, domain, features: { replica } }: Placed): string[] {
  const wanted: [string, string | undefined, string, string][] = [
    ['domain.certificateArn', domain?.certificateArn, region, "the stage's region, "],
    ['domain.edgeCertificateArn', domain?.edgeCertificateArn, 'us-east-1', "CloudFront's region, "],
    ['features.replica.keyArn', replica?.keyArn, replica?.region ?? '', "the replica's region, "],
  ];
  const wrong = wanted.flatMap(([field, arn, where, whose]) =>
    arn === undefined || arn.split(':')[3] === where ? [] : [`${field}: must be in ${whose}${where}`],
  );
  return replica?.region === region
    ? [...wrong, 'features.replica.region: must be another region than the stage is in']
    : wrong;
}
