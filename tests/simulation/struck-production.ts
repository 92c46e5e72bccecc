/**
 * A production that kills its own process, with -9, at every fault point that is not yet in the list. Arguments: the brief,
 * the home, the folder for films, and a file in which each line is a fault point at which it has been struck down.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { orderFilms, produce } from '#cli/make/produce.ts';
import { readRequest } from '#cli/make/request.ts';
import { createQuietReporter } from '#cli/progress/quiet-reporter.ts';
import { openHost } from '#local/host/host.ts';
import { armFaultPoints } from '#shared/engine/fault-points.ts';
import { callInline } from '#tests/simulation/inline-functions.ts';

const [brief = '', home = '', out = '', list = ''] = process.argv.slice(2);
const struck = new Set(existsSync(list) ? readFileSync(list, 'utf8').split('\n') : []);
const spared = struck.has('spare everything');

armFaultPoints((point, detail) => {
  const name = `${point} ${detail}`.trim();
  appendFileSync(`${list}.trace`, `${name}\n`);
  if (spared || struck.has(name)) return;
  appendFileSync(list, `${name}\n`);
  process.kill(process.pid, 'SIGKILL');
});

const request = await readRequest(brief, { quality: 'draft' });
const host = await openHost({ home, searchPath: '', workers: 1, logLevel: 'error' }, callInline);
for (const order of await orderFilms(request, out, host)) {
  await produce(order, host, createQuietReporter(process.stdout, process.stderr));
}
await host.close();
