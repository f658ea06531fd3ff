import './node-version.ts';

const { runToTheEnd } = await import('./server/run-to-the-end.ts');

await runToTheEnd(process.argv.slice(2), process.env);
