import type { Place, Word } from './places.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

/** Writes the script with which a shell completes the command line. */
export const completionScript = (shell: Shell, places: readonly Place[]): string => WRITERS[shell](places);

const PROGRAM = 'handover';

const allWords = ({ words, options }: Place): readonly Word[] => [...words, ...options];

const spelled = (words: readonly Word[]): string => words.map(({ word }) => word).join(' ');

/** For the two shells with the same way of walking: "user add" is a place, and what is no place stays where it is. */
const walk = (places: readonly Place[]): string => {
  const paths = places.flatMap(({ path }) => (path === '' ? [] : [`'${path}'`]));
  return `    case "\${place:+$place }$word" in
      ${paths.join('|')}) place="\${place:+$place }$word" ;;
    esac`;
};

const bash = (places: readonly Place[]): string => `# bash: source <(${PROGRAM} completion bash)
_${PROGRAM}() {
  local word place= current="\${COMP_WORDS[COMP_CWORD]}"
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
${walk(places)}
  done
  case "$place" in
${places.map((place) => `    '${place.path}') COMPREPLY=($(compgen -W '${spelled(allWords(place))}' -- "$current")) ;;`).join('\n')}
  esac
}
complete -o default -F _${PROGRAM} ${PROGRAM}
`;

const zsh = (places: readonly Place[]): string => `#compdef ${PROGRAM}
# zsh: source <(${PROGRAM} completion zsh), after compinit
_${PROGRAM}() {
  local word place=
  local -a known
  for word in "\${(@)words[2,CURRENT-1]}"; do
${walk(places)}
  done
  case "$place" in
${places.map((place) => `    '${place.path}') known=(${allWords(place).map(described).join(' ')}) ;;`).join('\n')}
  esac
  _describe '${PROGRAM}' known || _files
}
compdef _${PROGRAM} ${PROGRAM}
`;

const described = ({ word, about }: Word): string => quote(`${word}:${about.replace(/:/g, '\\:')}`);

const fish = (places: readonly Place[]): string => `# fish: ${PROGRAM} completion fish | source
function __${PROGRAM}_place
  set -l place
  for word in (commandline -opc)[2..-1]
    switch "$place $word"
      case ${places.flatMap(({ path }) => (path === '' ? [] : [fishPath(path)])).join(' ')}
        set place "$place $word"
    end
  end
  test "$place" = "$argv[1]"
end
${places.flatMap(fishLines).join('\n')}
`;

/** With a space before each word. */
const fishPath = (path: string): string => (path === '' ? `''` : `' ${path}'`);

function fishLines({ path, words, options }: Place): string[] {
  const begin = `complete -c ${PROGRAM} -n "__${PROGRAM}_place ${fishPath(path)}"`;
  return [
    ...words.map(({ word, about }) => `${begin} -f -a ${word} -d ${fishQuote(about)}`),
    ...options.map(({ word, about }) => `${begin} -l ${word.replace(/^--/, '')} -d ${fishQuote(about)}`),
  ];
}

const quote = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`;

const fishQuote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

const WRITERS: Readonly<Record<Shell, (places: readonly Place[]) => string>> = { bash, zsh, fish };
