import type { Played, Rehearsed } from '#tests/rehearsal/rehearse.ts';

/** One scene in a line or two. */
export function sceneLine({ title, seconds, told, failure }: Played): string {
  const mark = failure === undefined ? '✓' : '✗';
  const rest = failure === undefined ? told : [failure];
  return `${mark} ${title} (${seconds.toFixed(1)} s)\n${rest.map((line) => `    ${line}\n`).join('')}`;
}

/** What was refused, what was not used, and what that means. */
export function summary(
  { scenes, denied, unused, excused, errors, coldStarts }: Rehearsed,
  { whole }: { whole: boolean },
): string {
  const failed = scenes.filter(({ failure }) => failure !== undefined).length;
  const lines = [
    `${scenes.length} scenes, ${failed === 0 ? 'all as they should be' : `${failed} failed`}.`,
    list('Missing grants', [...new Set(denied.map(({ message }) => message))]),
    whole
      ? list('Unused grants', unused.map(grantLine))
      : 'Unused grants: said only when every scene is played',
    list(
      'Grants that no scene can use',
      excused.map((grant) => `${grantLine(grant)}: ${grant.why}`),
    ),
    list('Other errors', [...new Set(errors.map(({ name, message }) => `${name}: ${message}`))]),
    `Cold starts: ${coldStarts.length}, median ${median(coldStarts.map(({ ms }) => ms)).toFixed(0)} ms of loading.`,
  ];
  return `${lines.join('\n')}\n`;
}

function grantLine({ role, action, resource }: { role: string; action: string; resource: string }): string {
  return `${role.split('/')[1]} may ${action} on ${resource}`;
}

function list(title: string, lines: readonly string[]): string {
  return `${title}: ${lines.length === 0 ? 'none' : lines.length}${lines.map((line) => `\n    ${line}`).join('')}`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
