import type { Caller } from '#tests/rehearsal/iam/evaluate.ts';

/** A call that no policy allows, or one forbids, with the message that AWS gives. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDeniedException';
  readonly action: string;
  readonly resource: string;
  readonly who: string;

  /** `because` is the end of the sentence, as `decide` gives it. */
  constructor(caller: Caller, action: string, resource: string, because: string) {
    const who = caller.kind === 'role' ? caller.session : caller.service;
    super(`User: ${who} is not authorized to perform: ${action} on resource: ${resource} ${because}`);
    this.action = action;
    this.resource = resource;
    this.who = who;
  }
}

/** Protocols in which services of AWS speak. */
export type Protocol = 'json' | 'rest-json' | 's3' | 'query';

/** An answer of HTTP. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** An error as a service of this protocol sends it. SQS speaks JSON with the query protocol's name of the error beside it. */
export function errorAnswer(
  protocol: Protocol,
  error: { name: string; message: string },
  options: { service: string; status?: number; requestId: string },
): WireAnswer {
  const { service, requestId, status = protocol === 'json' ? 400 : 403 } = options;
  const { name, message } = error;
  const id = { 'x-amzn-requestid': requestId };
  const short = name.replace(/Exception$/, '');
  if (protocol === 'json') {
    const type = service === 'dynamodb' || service === 'sqs' ? `com.amazon.coral.service#${name}` : name;
    const query = service === 'sqs' ? { 'x-amzn-query-error': `${short};Sender` } : {};
    const body = JSON.stringify({
      __type: type,
      ...(service === 'states' ? { Message: message } : { message }),
    });
    return { status, headers: { 'content-type': 'application/x-amz-json-1.0', ...query, ...id }, body };
  }
  if (protocol === 'rest-json') {
    const headers = { 'content-type': 'application/json', 'x-amzn-errortype': name, ...id };
    return { status, headers, body: JSON.stringify({ message }) };
  }
  const parts = `<Code>${short}</Code><Message>${escaped(message)}</Message>`;
  const body =
    protocol === 's3'
      ? `<Error>${parts}<RequestId>${requestId}</RequestId></Error>`
      : `<ErrorResponse><Error><Type>Sender</Type>${parts}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
  const headers: Record<string, string> = {
    'content-type': protocol === 's3' ? 'application/xml' : 'text/xml',
    ...(protocol === 's3' ? { 'x-amz-request-id': requestId } : id),
  };
  return { status, headers, body: `<?xml version="1.0" encoding="UTF-8"?>${body}` };
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
