import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, test } from 'vitest';
import { readBody } from '#tests/emulators/s3/body.ts';
import { BUCKET as Bucket, KEYS, openS3 } from '#tests/emulators/s3/open-s3.ts';
import { verifySignature } from '#tests/emulators/s3/signature.ts';

let skewMs = 0;
const { client, server } = openS3({ now: () => Date.now() + skewMs });
const codeOf = async (answer: Response) =>
  `${answer.status} ${/<Code>(\w+)/.exec(await answer.text())?.[1] ?? ''}`;
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error) => error.name,
  );
const put = (more = {}) => new PutObjectCommand({ Bucket, Key: 'a', Body: 'abc', ...more });
const sign = (command: PutObjectCommand | GetObjectCommand, options = {}) =>
  getSignedUrl(client({ requestChecksumCalculation: 'WHEN_REQUIRED' }), command, {
    expiresIn: 60,
    ...options,
  });

describe('signed headers', () => {
  test('keys, secrets, tokens and regions that are not known are refused', async () => {
    const as = (credentials: object, more = {}) =>
      failure(client({ credentials: { ...KEYS, ...credentials }, ...more }).send(put()));
    expect(await as({ accessKeyId: 'AKIDUNKNOWN' })).toBe('InvalidAccessKeyId');
    expect(await as({ secretAccessKey: 'wrong' })).toBe('SignatureDoesNotMatch');
    expect(await as({ sessionToken: 'of-nobody' })).toBe('InvalidToken');
    expect(await as({}, { region: 'us-east-1' })).toBe('AuthorizationHeaderMalformed');
    expect(await as({})).toBe('no error');
  });

  test('a request without credentials is denied', async () => {
    expect(await codeOf(await fetch(`${server().endpoint}/${Bucket}/a`))).toBe('403 AccessDenied');
  });

  test('a clock that is off by more than a quarter of an hour is refused', async () => {
    skewMs = 16 * 60_000;
    // The SDK corrects its clock from the answer for the next try; there is none.
    expect(await failure(client().send(put()))).toBe('RequestTimeTooSkewed');
    skewMs = 0;
  });
});

describe('presigned addresses', () => {
  test('one reads and one writes what it was made for', async () => {
    const written = await fetch(await sign(put({ Body: undefined })), { method: 'PUT', body: 'abc' });
    expect(written.status).toBe(200);
    const ResponseContentDisposition = 'attachment; filename="a.txt"';
    const read = await fetch(
      await sign(new GetObjectCommand({ Bucket, Key: 'a', ResponseContentDisposition })),
    );
    expect(await read.text()).toBe('abc');
    expect(read.headers.get('content-disposition')).toBe(ResponseContentDisposition);
  });

  test('an expired one, one with another signature, key or method is refused', async () => {
    const url = await sign(put({ Body: undefined }));
    const send = async (address: string, method = 'PUT') =>
      codeOf(await fetch(address, method === 'GET' ? {} : { method, body: 'abc' }));
    expect(await send(url.replace(/Signature=.{4}/, 'Signature=0000'))).toBe('403 SignatureDoesNotMatch');
    expect(await send(url.replace('/a?', '/b?'))).toBe('403 SignatureDoesNotMatch');
    expect(await send(url.replace('Expires=60', 'Expires=600'))).toBe('403 SignatureDoesNotMatch');
    expect(await send(url, 'GET')).toBe('403 SignatureDoesNotMatch');
    expect(await send(url.replace('Expires=60', 'Expires=604801'))).toBe(
      '400 AuthorizationQueryParametersError',
    );
    skewMs = 61_000;
    expect(await send(url)).toBe('403 AccessDenied');
    skewMs = 0;
    expect(await send(url)).toBe('200 ');
  });

  test('the checksum of nothing, which the SDK adds by default, is refused with a body', async () => {
    const url = await getSignedUrl(client(), put({ Body: undefined }), { expiresIn: 60 });
    expect(new URL(url).searchParams.get('x-amz-checksum-crc32')).toBe('AAAAAA==');
    expect(await codeOf(await fetch(url, { method: 'PUT', body: 'abc' }))).toBe('400 BadDigest');
  });

  test('a header of the service that was not signed is refused', async () => {
    const headers = { 'x-amz-meta-more': '1' };
    const answer = await fetch(await sign(put({ Body: undefined })), { method: 'PUT', body: 'abc', headers });
    expect(await codeOf(answer)).toBe('403 AccessDenied');
  });
});

// The example of “Signature calculations for the authorization header: transferring a payload in multiple chunks” in the
// API reference of S3.
describe('signed chunks, as in the API reference', () => {
  const SIGNATURES = [
    'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
    '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
    'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
  ];
  const request = {
    method: 'PUT',
    url: '/examplebucket/chunkObject.txt',
    headers: {
      host: 's3.amazonaws.com',
      'content-encoding': 'aws-chunked',
      'content-length': '66824',
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'x-amz-date': '20130524T000000Z',
      'x-amz-decoded-content-length': '66560',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
    },
  };
  const read = (chunks: string) => {
    const signed = verifySignature(request, {
      region: 'us-east-1',
      now: Date.parse('2013-05-24T00:00:01Z'),
      credentialOf: () => ({ secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }),
    });
    return readBody(Readable.from([Buffer.from(chunks)]), request.headers, signed);
  };
  const chunk = (text: string, at: number) =>
    `${text.length.toString(16)};chunk-signature=${SIGNATURES[at]}\r\n${text}\r\n`;
  const whole = chunk('a'.repeat(65_536), 0) + chunk('a'.repeat(1024), 1) + chunk('', 2);

  test('are put together', async () => {
    expect((await read(whole)).bytes.toString()).toBe('a'.repeat(66_560));
  });

  test('are refused when one was changed, left out or cut', async () => {
    const changed = chunk(`${'a'.repeat(65_535)}b`, 0) + chunk('a'.repeat(1024), 1) + chunk('', 2);
    await expect(read(changed)).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
    await expect(read(chunk('a'.repeat(65_536), 0) + chunk('', 2))).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
    await expect(read(whole.slice(0, 70_000 - 4_000))).rejects.toMatchObject({ code: 'IncompleteBody' });
  });
});
