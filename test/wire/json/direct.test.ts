import { expect } from 'chai';
import { directoryOf } from '../../../src/wire/json/direct.ts';

const route = (method: string, path: string) => ({ method, path });

describe('the way past Express', () => {
  const find = directoryOf([
    route('get', '/tasks/:taskId'),
    route('put', '/tasks/:taskId'),
    route('post', '/tasks/:taskId/users/:userId'),
    route('post', '/tasks/search'),
    route('get', '/v5/me-2.0'),
  ]);

  const found: readonly [string, string, string, Readonly<Record<string, string>>][] = [
    ['GET', '/tasks/4812', '/tasks/:taskId', { taskId: '4812' }],
    ['PUT', '/tasks/4812', '/tasks/:taskId', { taskId: '4812' }],
    ['POST', '/tasks/a@b/users/7', '/tasks/:taskId/users/:userId', { taskId: 'a@b', userId: '7' }],
    ['GET', '/v5/me-2.0', '/v5/me-2.0', {}],
    // The first path that fits, as in Express.
    ['GET', '/tasks/search', '/tasks/:taskId', { taskId: 'search' }],
  ];
  for (const [method, path, expected, params] of found) {
    it(`takes ${method} ${path}`, () => {
      const directed = find(method, path);
      expect(directed?.route.path).to.equal(expected);
      expect(directed?.route.method.toUpperCase()).to.equal(method);
      expect(directed?.params).to.deep.equal(params);
    });
  }

  for (const [method, path] of [
    // Of the first path that fits there is no such method.
    ['POST', '/tasks/search'],
    ['HEAD', '/tasks/4812'],
    ['OPTIONS', '/tasks/4812'],
    ['GET', '/tasks/48%312'],
    ['GET', '/tasks/4812/'],
    ['GET', '/tasks/'],
    ['GET', '/Tasks/4812'],
    ['GET', '/tasks'],
    ['get', '/tasks/4812'],
  ] as const) {
    it(`leaves ${method} ${path} to Express`, () => {
      expect(find(method, path)).to.equal(null);
    });
  }

  it('knows no path that may match more than it can tell', () => {
    for (const path of ['/tasks{/:id}', '/tasks/*rest', '/tasks/:id.json', 'tasks']) {
      expect(() => directoryOf([route('get', path)]), path).to.throw(path);
    }
  });
});
