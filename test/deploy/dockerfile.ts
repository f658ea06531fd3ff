/** One line of a Dockerfile, put together where it goes on: RUN and what is run. */
export interface Instruction {
  readonly name: string;
  readonly value: string;
}

/** What is built from one FROM on. */
export interface Stage {
  /** As COPY --from calls it; '' without a name. */
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

/** Reads the stages of a Dockerfile, without its comments. */
export function readDockerfile(text: string): readonly Stage[] {
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: { name: string; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') stages.push({ name: / AS (\S+)$/.exec(value)?.[1] ?? '', instructions: [] });
    else if (name !== '') stages.at(-1)?.instructions.push({ name, value });
    else throw new Error(`no instruction: ${line}`);
  }
  return stages;
}
