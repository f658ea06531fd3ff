// Checks the types of all sources as `tsc` does, and remembers what it has found in order.
import { join, resolve } from 'node:path';
import ts from 'typescript';

const KNOWN = join('node_modules', '.cache', 'handover', 'types.json');

/** Gives the program, and in words what is wrong with it, empty if nothing is. */
export function checkTypes() {
  const { fileNames, options, errors } = ts.getParsedCommandLineOfConfigFile(
    'tsconfig.json',
    { noEmit: true, incremental: true, tsBuildInfoFile: resolve(KNOWN) },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: refuse },
  );
  const builder = ts.createIncrementalProgram({ rootNames: fileNames, options });
  const faults = [
    ...errors,
    ...builder.getConfigFileParsingDiagnostics(),
    ...builder.getOptionsDiagnostics(),
    ...builder.getSyntacticDiagnostics(),
    ...builder.getGlobalDiagnostics(),
    ...builder.getSemanticDiagnostics(),
  ];
  // Writes what it remembers; there is nothing else to emit.
  builder.emit();
  return { program: builder.getProgram(), faults: inWords(faults) };
}

const inWords = (diagnostics) =>
  ts.formatDiagnostics(diagnostics, {
    getCurrentDirectory: () => process.cwd(),
    getCanonicalFileName: (name) => name,
    getNewLine: () => '\n',
  });

function refuse(diagnostic) {
  throw new Error(inWords([diagnostic]));
}
