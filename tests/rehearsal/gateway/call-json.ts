import { signed } from '#tests/rehearsal/gateway/sigv4.ts';
import type { Credentials } from '#tests/rehearsal/iam/principals.ts';

/** Where and as whom a call in AWS JSON goes. */
export interface JsonClient {
  /** `http://HOST:PORT`. */
  endpoint: string;
  region: string;
  /** As signatures name it. */
  service: string;
  /** Prefix of the operation, `DynamoDB_20120810`. */
  target: string;
  credentials: Credentials;
}

/** A refusal of a service. */
export class ServiceError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Calls one operation and gives its answer. Rejects with `ServiceError`, whose name is the service's. */
export async function callJson<T = Record<string, unknown>>(
  client: JsonClient,
  operation: string,
  input: object,
  signal?: AbortSignal,
): Promise<T> {
  const body = Buffer.from(JSON.stringify(input));
  const { host } = new URL(client.endpoint);
  const headers = {
    host,
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `${client.target}.${operation}`,
  };
  const { host: _, ...sent } = signed({ method: 'POST', url: '/', headers, body }, client);
  const response = await fetch(client.endpoint, {
    method: 'POST',
    headers: sent,
    body,
    ...(signal === undefined ? {} : { signal }),
  });
  const text = await response.text();
  const answer = (text === '' ? {} : JSON.parse(text)) as T & {
    __type?: string;
    message?: string;
    Message?: string;
  };
  if (response.ok) return answer;
  const name = answer.__type?.split('#').at(-1) ?? `HTTP ${response.status}`;
  throw new ServiceError(name, `${operation}: ${answer.message ?? answer.Message ?? text}`);
}
