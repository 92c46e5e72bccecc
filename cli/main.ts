import '#local/compile-cache.ts';
import { catchSignals } from '#cli/stop.ts';

catchSignals();
const { run } = await import('#cli/run.ts');
await run();
