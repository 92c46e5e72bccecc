/** Opens the home named in the arguments, says what came of it, and lives on until it is killed or its input ends. */
import { openHome } from '#local/home.ts';
import { errorCode } from '#shared/errors.ts';

const answer = await openHome(process.argv[2] ?? '').then(() => 'open', errorCode);
process.stdout.write(`${answer}\n`);
process.stdin.resume().on('end', () => process.exit(0));
