import { type Authorise, accessKeyOf, allowed, Fault, type Handle, readText } from '#tests/emulators/wire.ts';

/** What stands behind the service. */
export interface ApiManagementOptions {
  /** Hands a message to the other side of a connection; gives false when it has gone. */
  post: (connection: string, data: string) => boolean | Promise<boolean>;
  /** ARN of the API without a stage: `arn:aws:execute-api:REGION:ACCOUNT:API`. */
  api: string;
  authorise?: Authorise;
}

/** The longest message that API Gateway hands on, in bytes. */
const LONGEST_MESSAGE = 131_072;

/** The management API of WebSocket APIs as its clients see it: `POST /STAGE/@connections/ID`. */
export function createApiManagement({ post, api, authorise }: ApiManagementOptions): { handle: Handle } {
  return {
    async handle(request, response) {
      try {
        const [, stage = '', id = ''] = /^\/([^/]+)\/@connections\/([^/]+)$/.exec(request.url ?? '') ?? [];
        const connection = decodeURIComponent(id);
        if (request.method !== 'POST' || connection === '') {
          throw new Fault('NotFoundException', 'No such resource.', 404);
        }
        const principal = accessKeyOf(request);
        const resource = `${api}/${stage}/POST/@connections/${connection}`;
        await allowed(authorise, { principal, action: 'execute-api:ManageConnections', resource }, 403);
        const data = await readText(request);
        if (Buffer.byteLength(data) > LONGEST_MESSAGE) {
          throw new Fault('PayloadTooLargeException', 'The message is too long.', 413);
        }
        if (!(await post(connection, data))) throw new Fault('GoneException', '', 410);
        response.writeHead(200).end();
      } catch (error) {
        const fault = error instanceof Fault ? error : new Fault('InternalFailure', String(error), 500);
        response
          .writeHead(fault.status, { 'content-type': 'application/json', 'x-amzn-errortype': fault.type })
          .end(JSON.stringify({ message: fault.message }));
      }
    },
  };
}
