import '#local/compile-cache.ts';

const { run } = await import('#cli/run.ts');
await run();
