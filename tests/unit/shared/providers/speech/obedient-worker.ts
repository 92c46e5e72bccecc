import { parentPort } from 'node:worker_threads';

let count = 0;

parentPort?.on('message', (order: string) => {
  if (order === 'hang') for (;;);
  if (order === 'throw') throw new Error('as told');
  if (order === 'exit') process.exit(3);
  if (order === 'throw later')
    setTimeout(() => {
      throw new Error('as told');
    }, 50);
  if (order === 'exit later') setTimeout(() => process.exit(3), 50);
  parentPort?.postMessage(String(++count));
});
