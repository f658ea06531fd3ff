import * as client from 'openid-client';
import type { ProvenIdentity, SignOnProvider } from '../core/desk/sign-on.ts';
import type { ProviderSettings } from './sign-on-settings.ts';

/**
 * OpenID Connect by the code flow with PKCE, state and nonce. The provider is looked up when somebody wants to sign in,
 * and again after it could not be reached: the server starts without it.
 * @param failed told of what goes wrong; nobody else is told why
 */
export function createSignOnProvider(settings: ProviderSettings, failed: (error: unknown) => void): SignOnProvider {
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret } = settings;
  let found: Promise<client.Configuration> | undefined;

  const discover = async (): Promise<client.Configuration> => {
    const address = new URL(issuer);
    const options = address.protocol === 'http:' ? { execute: [client.allowInsecureRequests] } : {};
    const authentication = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
    return client.discovery(address, clientId, undefined, authentication, options);
  };

  const provider = (): Promise<client.Configuration> => {
    found ??= discover();
    found.catch(() => (found = undefined));
    return found;
  };

  const orNull = async <Value>(run: () => Promise<Value>): Promise<Value | null> => {
    try {
      return await run();
    } catch (error) {
      failed(error);
      return null;
    }
  };

  return {
    start: (callback) =>
      orNull(async () => {
        const secrets = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
        };
        const url = client.buildAuthorizationUrl(await provider(), {
          redirect_uri: callback,
          scope: 'openid profile email',
          state: secrets.state,
          nonce: secrets.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
          code_challenge_method: 'S256',
        });
        return { url: url.href, secrets };
      }),

    finish: (address, { state, nonce, verifier }) =>
      orNull(async () => {
        const configuration = await provider();
        const tokens = await client.authorizationCodeGrant(configuration, new URL(address), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const proven = tokens.claims();
        if (!proven) throw new Error('the provider of single sign-on has sent no ID token');
        const lacks =
          proven[settings.oidcLoginClaim] === undefined || (settings.oidcAdminGroup && proven.groups === undefined);
        const told = lacks ? await client.fetchUserInfo(configuration, tokens.access_token, proven.sub) : {};
        return identityOf({ ...told, ...proven }, settings);
      }),
  };
}

function identityOf(
  claims: Readonly<Record<string, unknown>>,
  { oidcLoginClaim, oidcAdminGroup }: ProviderSettings,
): ProvenIdentity {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const groups: readonly unknown[] = Array.isArray(claims.groups) ? claims.groups : [];
  return {
    issuer: text(claims.iss),
    subject: text(claims.sub),
    login: text(claims[oidcLoginClaim]),
    isAdministrator: oidcAdminGroup === undefined ? null : groups.includes(oidcAdminGroup),
  };
}
