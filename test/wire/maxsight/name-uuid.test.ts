import { expect } from 'chai';
import { nameUuid } from '../../../src/wire/maxsight/name-uuid.ts';

describe('the uuid of a name', () => {
  it('is that of version 5', () => {
    // The namespace of domain names and its well-known example (RFC 9562 A.4).
    expect(nameUuid('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).to.equal(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('is another one in another namespace, and for another name', () => {
    const one = nameUuid('497f6eca-6276-4993-bfeb-53cbbbba6f08', 'assessment/225');
    expect(nameUuid('497F6ECA-6276-4993-BFEB-53CBBBBA6F08', 'assessment/225')).to.equal(one);
    expect(nameUuid('497f6eca-6276-4993-bfeb-53cbbbba6f09', 'assessment/225')).not.to.equal(one);
    expect(nameUuid('497f6eca-6276-4993-bfeb-53cbbbba6f08', 'assessment/226')).not.to.equal(one);
  });
});
