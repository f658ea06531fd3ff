import { expect } from 'chai';
import { commandName } from '../../src/cli/call-name.ts';

describe('the name of a command', () => {
  const calls: [how: string, npmScript: string | undefined, file: string, words: string, typed: string][] = [
    ['npm', 'user', '/srv/handover/dist/cli.js', 'user list', 'npm run user -- list'],
    ['npm without arguments', 'start', '/srv/handover/dist/main.js', 'migrate', 'npm run migrate'],
    ['node', undefined, '/srv/handover/dist/cli.js', 'user list', 'node dist/cli.js user list'],
    ['node, which runs the server', undefined, '/srv/handover/dist/main.js', 'user list', 'node dist/cli.js user list'],
    [
      'node from elsewhere',
      undefined,
      '/opt/handover/dist/cli.js',
      'migrate',
      'node ../../opt/handover/dist/cli.js migrate',
    ],
  ];
  for (const [how, npmScript, file, words, typed] of calls) {
    it(`is what the person can type who called it by ${how}`, () => {
      expect(commandName({ npmScript, file, directory: '/srv/handover' })(words)).to.equal(typed);
    });
  }
});
