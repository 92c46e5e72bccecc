import type { Played, Rehearsed } from '#tests/rehearsal/rehearse.ts';

/** What is not AWS in a rehearsal, and what is not there at all. */
const EMULATED = [
  'IAM: every call is signed and decided on here, by the roles and policies of the templates',
  'DynamoDB: extenddb; SQS: fauxqs; S3: a strict server of this project, tests/emulators/s3',
  "Lambda: the bundles that would be deployed, each in a process of its own; Batch: the container's program, without an image",
  'Step Functions, EventBridge, schedules, streams: written for this, and run what the templates say',
  'API Gateway, HTTP and live: the routes of the templates; tokens: an issuer of the rehearsal',
  'Not there: Cognito and its sign-in, CloudFront, the firewall, alarms, backups, throttling, GPUs',
];

/** One scene in a line or two. */
export function sceneLine({ title, seconds, told, failure }: Played): string {
  const mark = failure === undefined ? '✓' : '✗';
  const rest = failure === undefined ? told : [failure];
  return `${mark} ${title} (${seconds.toFixed(1)} s)\n${rest.map((line) => `    ${line}\n`).join('')}`;
}

/** What was refused, what was not used, and what that means. */
export function summary(
  { scenes, calls, roles, denied, unused, excused, errors, coldStarts }: Rehearsed,
  { whole }: { whole: boolean },
): string {
  const failed = scenes.filter(({ failure }) => failure !== undefined).length;
  const lines = [
    `${scenes.length} ${scenes.length === 1 ? 'scene was' : 'scenes were'} played: ${failed === 0 ? 'all went as they should' : `${failed} failed`}.`,
    `${calls.toLocaleString('en')} calls were held against the policies of ${roles} roles.`,
    list('Calls that no policy allows', [...new Set(denied.map(({ message }) => message))]),
    whole
      ? list('Permissions that no call has used', unused.map(grantLine))
      : 'Permissions that no call has used: told only when every scene is played.',
    whole
      ? list(
          'Permissions that no scene can use, and why',
          excused.map((grant) => `${grantLine(grant)}. ${grant.why}`),
        )
      : '',
    list('Errors that no scene asked for', [
      ...new Set(errors.map(({ name, message }) => `${name}: ${message}`)),
    ]),
    `${coldStarts.length} processes of functions were started; half of them had loaded their code within ${median(coldStarts.map(({ ms }) => ms)).toFixed(0)} ms.`,
    `What stood in for AWS:\n${EMULATED.map((line) => `    ${line}\n`).join('')}`,
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

function grantLine({ role, action, resource }: { role: string; action: string; resource: string }): string {
  // Of a role's name only what a person has written: CDK puts eight characters of its own behind it.
  const name = (role.split('/')[1] ?? role).replace(/[0-9A-F]{8}$/, '');
  return `${name} may ${action} on ${resource}`;
}

function list(title: string, lines: readonly string[]): string {
  return `${title}: ${lines.length === 0 ? 'none' : lines.length}${lines.map((line) => `\n    ${line}`).join('')}`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
