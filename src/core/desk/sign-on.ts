/** What a provider of single sign-on says of somebody (OpenID Connect). */
export interface ProvenIdentity {
  /** The provider: with `subject` it says for ever who it is. */
  readonly issuer: string;
  readonly subject: string;
  /** The claim that names the account, for the first time; '' where the provider does not say. */
  readonly login: string;
  /** Null where no group makes administrators. */
  readonly isAdministrator: boolean | null;
}

/** What a browser keeps between leaving for the provider and coming back. */
export interface SignOnSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** A provider of single sign-on. */
export interface SignOnProvider {
  /** Where to send the browser. @param callback the address it is to come back to; null when the provider cannot be reached */
  start(callback: string): Promise<{ readonly url: string; readonly secrets: SignOnSecrets } | null>;
  /** Who has come back; null when it does not hold, or the provider cannot be reached. @param address with all it came with */
  finish(address: string, secrets: SignOnSecrets): Promise<ProvenIdentity | null>;
}
