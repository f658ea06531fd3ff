import { expect } from 'chai';
import { createRightSecrets } from '../../../src/store/access/right-secrets.ts';

describe('secrets that were right', () => {
  it('are known by their owners until they are forgotten', () => {
    const secrets = createRightSecrets();
    secrets.remember('jane', 'secret');
    expect(secrets.has('jane', 'secret')).to.be.true;
    expect(secrets.has('jane', 'Secret')).to.be.false;
    expect(secrets.has('john', 'secret')).to.be.false;
    secrets.remember('jane', 'another');
    expect(secrets.has('jane', 'secret')).to.be.false;
    secrets.forget('jane');
    expect(secrets.has('jane', 'another')).to.be.false;
  });

  it('are so many, those that were right last', () => {
    const secrets = createRightSecrets(2);
    for (const owner of ['a', 'b', 'a', 'c']) secrets.remember(owner, 'secret');
    expect(['a', 'b', 'c'].filter((owner) => secrets.has(owner, 'secret'))).to.deep.equal(['a', 'c']);
  });
});
