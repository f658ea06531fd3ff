import { expect } from 'chai';
import { commandName } from '../../src/cli/call-name.ts';

describe('the name of a command', () => {
  const calls: [how: string, npmScript: string | undefined, file: string, words: string, typed: string][] = [
    ['npm', 'user', '/srv/handover/dist/cli.js', 'user list', 'npm run user -- list'],
    ['npm, for what is no script of it', 'user', '/srv/handover/dist/cli.js', 'doctor', 'npx handover doctor'],
    ['npx', 'npx', '/tmp/npx/node_modules/.bin/handover', 'user list', 'npx handover user list'],
    ['its name', undefined, '/usr/local/bin/handover', 'user list', 'handover user list'],
    ['its file', undefined, '/srv/handover/bin/handover.js', 'user list', 'node bin/handover.js user list'],
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
