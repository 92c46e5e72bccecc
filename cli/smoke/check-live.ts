import { type Check, must, needed, type Visit } from '#cli/smoke/check.ts';
import { connect, LiveWatch } from '#cli/smoke/live-watch.ts';

const LIVE_LOGS = 'Look at the logs of live-authorize and live-serve.';

/** The live connection is opened by who has a token. */
export const openLiveChecks: readonly Check[] = [
  {
    title: 'The live connection is closed without a token',
    advice: `Take the live connection off the net. ${LIVE_LOGS}`,
    async look(visit) {
      const { socket, status } = await connect(addressOf(visit));
      socket?.close();
      must(status === 401 || status === 403, `The opening was answered with ${status} and not 401 or 403.`);
      return String(status);
    },
  },
  {
    title: 'The live connection tells what has happened so far',
    advice: `Look whether the address is right (output LiveUrl of the stack Api). ${LIVE_LOGS}`,
    async look(visit) {
      const { installation, found } = visit;
      const run = needed(found.self, 'film').split('/').at(-1) ?? '';
      found.watch = await LiveWatch.open(addressOf(visit), installation.token, run);
      await found.watch.begun();
      return 'the first event came';
    },
  },
];

/** Everything that happened was told while it happened; looked at when the film has ended. */
export const endLiveChecks: readonly Check[] = [
  {
    title: 'Every event of the film came live',
    advice: 'Look at the log of upkeep-relay, and at its dead letters.',
    async look({ found: { watch } }) {
      return `${await needed(watch, 'live connection').complete()} events, none missing`;
    },
  },
];

function addressOf({ live }: Visit): string {
  return needed(live, 'address of the live connection');
}
