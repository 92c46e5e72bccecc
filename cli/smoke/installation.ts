import * as z from 'zod';
import { describeIssues } from '#shared/brief/describe-issues.ts';

/** Longest wait for an answer, in ms; API Gateway ends a request after 30 s. */
const ANSWER_MS = 35_000;

/** Longest body of an answer that is shown, in characters. */
const SHOWN = 200;

/** An error as RFC 9457 writes it; API Gateway's own have only a message. */
const Problem = z.object({
  detail: z.string().optional(),
  message: z.string().optional(),
  code: z.string().optional(),
  requestId: z.string().optional(),
});
type Problem = z.infer<typeof Problem>;

/** An answer, read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** What a request has beside its path. */
export interface Asked {
  method?: 'GET' | 'POST';
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Another token than the right one; null for none. */
  token?: string | null;
}

/** An installation as a client sees it. Redirects are not followed. */
export class Installation {
  readonly url: string;
  readonly token: string;

  constructor(url: string, token: string) {
    this.url = url.replace(/\/+$/, '');
    this.token = token;
  }

  /** Asks for a path of the API. Throws when nothing answers. */
  call(path: string, { method = 'GET', body, headers, token = this.token }: Asked = {}): Promise<Answer> {
    return send(`${this.url}${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}

/** Sends a request to any address, with no token but what `init` has. Throws when nothing answers. */
export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS), ...init });
    const { status, headers } = answer;
    return { status, headers, body: Buffer.from(await answer.arrayBuffer()) };
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
    const { host } = new URL(url);
    throw new Error(`${host} does not answer: ${cause?.code ?? cause?.message ?? message}.`);
  }
}

/** The body of an answer that must have one of these statuses. Throws what was answered instead. */
export function readAnswer<S extends z.ZodType>(
  answer: Answer,
  statuses: readonly number[],
  schema: S,
): z.infer<S> {
  if (!statuses.includes(answer.status)) {
    throw new Error(`The answer is ${answer.status} and not ${statuses.join(' or ')}: ${describe(answer)}`);
  }
  const parsed = schema.safeParse(parseJson(answer.body));
  if (parsed.success) return parsed.data;
  throw new Error(`The answer is not as the API promises: ${describeIssues(parsed.error)}.`);
}

/** The problem that an answer of this status tells of. Throws what was answered instead. */
export function readProblem(answer: Answer, status: number): Problem {
  return readAnswer(answer, [status], Problem);
}

/** Few words of an answer that was not expected. */
function describe({ body }: Answer): string {
  const { success, data } = Problem.safeParse(parseJson(body));
  const words = success ? (data.detail ?? data.message) : undefined;
  const request = data?.requestId === undefined ? '' : ` (request ${data.requestId})`;
  return `${words ?? (body.toString('utf8').slice(0, SHOWN) || 'nothing')}${request}`;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
