import { createWorkerClient } from '#shared/providers/speech/worker-client.ts';

/** Asks a worker one thing and forgets to close it; ends by itself if an idle worker holds nothing open. */
const client = createWorkerClient<string, string>(new URL('./obedient-worker.ts', import.meta.url));
process.stdout.write(await client.ask('count', { limitMs: 10_000 }));
