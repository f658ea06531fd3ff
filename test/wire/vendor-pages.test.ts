import { expect } from 'chai';
import { readProject } from '../docs/tables.ts';
import { runPrinted } from '../support/printed-commands.ts';
import { openWorld } from '../support/samples/world.ts';

/** The blocks of a page that are typed into a shell, indented or fenced. */
const commandsOn = (page: string): string[] =>
  [...page.matchAll(/^```sh\n(.*?)^```$|((?:^ {4}[^\n]*\n)+)/gms)]
    .map(([, fenced, indented = '']) => (fenced ?? indented.replace(/^ {4}/gm, '')).trimEnd())
    .filter((block) => /^(?:curl |[A-Z]+=|[a-z]+\(\) )/.test(block));

/** What an answer of any dialect has that is no success. */
const FAILURE =
  /"status": ?(?:"ERROR"|[45]\d\d)|"type": ?"error"|"error(?:s|_description)?"|There is nothing at this address/;

describe('the pages for integrations', () => {
  for (const [name, calls] of Object.entries({ box: 12, maxsight: 5, orkes: 15, worldserver: 6 })) {
    it(`of ${name} print commands that work as pasted, one after the other`, async () => {
      const world = await openWorld(new URL('../../fixtures/demo.json', import.meta.url));
      try {
        const { port } = await world.serverFor({}, 'listener');
        const commands = commandsOn(readProject(`docs/vendors/${name}.md`));
        expect(commands.join('\n').match(/\bcurl /g), name).to.have.length(calls);
        const answers = await runPrinted(
          commands.map((command) => command.replaceAll(/(?:127\.0\.0\.1|localhost):8080/g, `127.0.0.1:${port}`)),
        );
        expect(answers).to.have.length(commands.length);
        for (const [index, answer] of answers.entries()) expect(answer, commands[index]).not.to.match(FAILURE);
      } finally {
        await world.close();
      }
    });
  }

  it('of all the calls in JSON prints a call of each dialect that works as pasted', async () => {
    const world = await openWorld(new URL('../../fixtures/demo.json', import.meta.url));
    try {
      const { port } = await world.serverFor({}, 'listener');
      const address = `http://127.0.0.1:${port}`;
      const page = await (await fetch(`${address}/openapi`)).text();
      const commands = [...page.matchAll(/<pre>(.*?)<\/pre>/gs)].map(([, html = '']) => unescaped(html));
      expect(commands.map((command) => command.includes(address))).to.deep.equal([true, true, true, true, true]);
      const answers = await runPrinted(commands);
      for (const [index, answer] of answers.entries()) {
        expect(answer, commands[index])
          .to.match(/^\{".*\}$/s)
          .and.not.to.match(FAILURE);
      }
    } finally {
      await world.close();
    }
  });
});

const unescaped = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
