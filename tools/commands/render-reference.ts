import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { commandsBelow, introductionOf } from '../../src/cli/command.ts';
import { buildProgram } from '../../src/cli/program.ts';

/** From this heading on the page is what the parser knows. */
const HEADING = '## Every command';

/** The parser under the name that an installed command has. */
export const parserForDocuments = (): Command =>
  buildProgram({
    env: {},
    endWith: () => undefined,
    console: {
      input: Readable.from([]),
      print: () => undefined,
      ask: () => undefined,
      tell: () => undefined,
      command: (words) => `handover ${words}`,
      program: 'handover',
    },
  });

/** Renders the page anew from its present text, before it is formatted. */
export const renderPage = (page: string): string =>
  (page.split(HEADING)[0] ?? '') + renderReference(parserForDocuments());

/** Renders the part of docs/command-line.md that names every command with its options and examples. */
const renderReference = (program: Command): string =>
  [HEADING, ...commandsBelow(program).map(({ words, command }) => renderCommand(words, command))].join('\n\n') + '\n';

function renderCommand(words: string, command: Command): string {
  const help = command.createHelp();
  const { about = '', notes, examples = [] } = introductionOf(command) ?? {};
  const named = [
    ...help.visibleArguments(command).map((each) => [help.argumentTerm(each), each.description]),
    ...help.visibleOptions(command).map((each) => [each.flags, help.optionDescription(each)]),
  ].filter(([term]) => term !== '-h, --help');
  const usage = command.usage().replace('[options]', named.some(([term]) => term?.startsWith('-')) ? '[options]' : '');
  const rows = named.map(([term = '', what = '']) => `| \`${term}\` | ${escape(what)} |`);
  return [
    `### ${words}`,
    `\`${`handover ${words} ${usage}`.replace(/ +/g, ' ').trim()}\`: ${escape(about)}.`,
    ...(rows.length > 0 ? [['| | |', '| --- | --- |', ...rows].join('\n')] : []),
    ...(notes === undefined ? [] : [renderNotes(notes)]),
    ['```sh', ...examples.map((example) => `handover ${example}`), '```'].join('\n'),
  ].join('\n\n');
}

/** Lines that are set in, in the terminal, are code on the page. */
const renderNotes = (notes: string): string =>
  notes
    .replace(/((?:^ {2}.*\n?)+)/gm, (lines) => `\n\`\`\`text\n${lines.replace(/^ {2}/gm, '').trimEnd()}\n\`\`\`\n`)
    .trimEnd();

const escape = (text: string): string => text.replace(/[|<*_]/g, '\\$&');
