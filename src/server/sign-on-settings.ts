import type { Config } from '../config.ts';

export interface ProviderSettings extends Pick<Config, 'oidcClientSecret' | 'oidcLoginClaim' | 'oidcAdminGroup'> {
  readonly oidcIssuer: string;
  readonly oidcClientId: string;
}

/** The settings of a provider; null where there is none. */
export const providerOf = (config: Config): ProviderSettings | null => {
  const { oidcIssuer, oidcClientId } = config;
  return oidcIssuer === undefined || oidcClientId === undefined ? null : { ...config, oidcIssuer, oidcClientId };
};
