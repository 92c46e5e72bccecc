import { relative } from 'node:path';
import type { TimedSchedule } from '#local/schedule/read-schedules.ts';
import type { ServedHome } from '#local/server/serve-home.ts';

/** What is told when the server is up. */
export interface Greeting {
  served: Pick<ServedHome, 'address' | 'recovered' | 'upcoming'>;
  /** Absolute paths. */
  tokenPath: string;
  inbox: string;
  /** As it was given. */
  out: string;
  schedules: readonly TimedSchedule[];
}

const EXAMPLE = {
  text: 'Bees see colours that we do not. They find flowers by them. A garden that looks plain to us is full of signs to a bee.',
  options: { duration: 10, quality: 'draft' },
};

/** The first lines, with a command that works as it stands. */
export function describeGreeting({ served, tokenPath, inbox, out, schedules }: Greeting): string[] {
  const { address, recovered, upcoming } = served;
  const token = shown(tokenPath);
  const next = upcoming.map(({ name, at }) => {
    const timezone = schedules.find(({ schedule }) => schedule.name === name)?.schedule.timezone ?? 'UTC';
    const when = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    return `            ${name}: next on ${when.format(at)} (${timezone})`;
  });
  const passed = schedules
    .filter(({ schedule }) => !upcoming.some(({ name }) => name === schedule.name))
    .map(
      ({ schedule: { name, expression } }) => `            ${name}: ${expression} has passed, or never comes`,
    );
  const goesOn = recovered === 1 ? 'One film goes on from before.' : `${recovered} films go on from before.`;
  return [
    `Reelwright serves ${address}`,
    `  token     ${token} (yours alone: whoever has it may do everything)`,
    `  inbox     ${shown(inbox)} (a text dropped there becomes ${out}/<name>/film.mp4)`,
    `  schedules ${schedules.length === 0 ? 'none' : schedules.length}`,
    ...next,
    ...passed,
    'Try it from another terminal:',
    `  curl -X POST ${address}/v1/productions -H "Authorization: Bearer $(cat ${quote(token)})" \\`,
    `    -H "Content-Type: application/json" -d '${JSON.stringify(EXAMPLE)}'`,
    ...(recovered > 0 ? [goesOn] : []),
    'Ctrl-C stops it; what is under way goes on at the next start.',
  ];
}

function shown(path: string): string {
  const below = relative('', path);
  return below.startsWith('..') ? path : below || '.';
}

function quote(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
