import type { Session } from '#tests/rehearsal/iam/principals.ts';

/** One signed call of a service, read and with its signature verified. */
export interface ServiceCall {
  method: string;
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
  region: string;
  session: Session;
}

/** What a service answers. */
export interface ServiceAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
}

/** Operation of a call in AWS JSON: the end of `X-Amz-Target`. */
export function operationOf({ headers }: Pick<ServiceCall, 'headers'>): string {
  return (
    String(headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1) ?? ''
  );
}

/** The body of a call in JSON. */
export function bodyOf<T = Record<string, unknown>>({ body }: Pick<ServiceCall, 'body'>): T {
  return (body.length === 0 ? {} : JSON.parse(body.toString())) as T;
}
