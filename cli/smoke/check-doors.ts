import * as z from 'zod';
import { type Check, must } from '#cli/smoke/check.ts';
import { type Answer, readAnswer, readProblem } from '#cli/smoke/installation.ts';
import projectPackage from '#package' with { type: 'json' };
import { ProductionPage } from '#shared/domain/production-view.ts';

/** The id of a run that nobody has: ULIDs begin with the time, and this is that of 1970. */
const NOBODYS = '00000000000000000000000000';

/** Who may come in, and what is said to those who ask for the wrong thing. */
export const doorChecks: readonly Check[] = [
  {
    title: 'It answers and says its version',
    advice:
      'Look whether the address is right (output ApiUrl of the stack Api) and the deployment has ended.',
    async look({ installation }) {
      const answer = await installation.call('/health', { token: null });
      const { version } = readAnswer(
        answer,
        [200],
        z.object({ status: z.literal('ok'), version: z.string() }),
      );
      const here = projectPackage.version;
      return version === here ? `version ${version}` : `version ${version}, while this copy is ${here}`;
    },
  },
  {
    title: 'Without a token it is closed',
    advice: 'Take the installation off the net until the authorizer is back on every route: deploy again.',
    async look({ installation }) {
      return closed(await installation.call('/v1/productions', { token: null }));
    },
  },
  {
    title: 'With a token that was tampered with it is closed',
    advice: 'Take the installation off the net: signatures of tokens are not looked at. Deploy again.',
    async look({ installation }) {
      return closed(await installation.call('/v1/productions', { token: tampered(installation.token) }));
    },
  },
  {
    title: 'With the token it is open',
    advice:
      'Give the token of this installation: on one machine the one in .reelwright/owner-token; on AWS a new access token (those of Cognito last an hour), not the id token.',
    async look({ installation }) {
      const answer = await installation.call('/v1/productions?limit=1');
      const { productions } = readAnswer(answer, [200], ProductionPage);
      must(answer.headers.get('cache-control') === 'no-store', 'The answer may be kept by caches.');
      return productions.length === 0 ? 'no film yet' : 'there are films';
    },
  },
  {
    title: 'A film that does not exist is not found',
    advice: 'Look at the log of api-show, by the id of the request.',
    async look({ installation }) {
      const { code } = readProblem(await installation.call(`/v1/productions/${NOBODYS}`), 404);
      must(code === 'NOT_FOUND', `The problem is called ${code} and not NOT_FOUND.`);
      return '404';
    },
  },
  {
    title: 'A wrong request is told what is wrong',
    advice: 'Look at the log of api-start, by the id of the request.',
    async look({ installation }) {
      const body = { topic: 'Bees', colour: 'yellow' };
      const answer = await installation.call('/v1/productions', { method: 'POST', body });
      const { code, detail = '' } = readProblem(answer, 400);
      must(code === 'REQUEST_INVALID', `The problem is called ${code} and not REQUEST_INVALID.`);
      must(detail.includes('colour'), `It does not name the field that is wrong: ${detail}`);
      return detail;
    },
  },
];

/** API Gateway refuses by itself, in words of its own; the one-machine server with a problem of ours. Both name the way in. */
function closed(answer: Answer): string {
  const { detail, message } = readProblem(answer, 401);
  must(
    /^Bearer\b/.test(answer.headers.get('www-authenticate') ?? ''),
    'It does not say which token it wants.',
  );
  return `401, ${detail ?? message}`;
}

/** The token with another letter in the middle of its last part, which in a JWT is the signature. */
export function tampered(token: string): string {
  const at = Math.floor((token.lastIndexOf('.') + 1 + token.length) / 2);
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
}
