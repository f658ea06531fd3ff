import './node-version.ts';

const { runCommandLine } = await import('./cli/command-line.ts');

await runCommandLine(process.argv.slice(2), process.env);
