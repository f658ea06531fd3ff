/** What an operator should know of one thing, in one line. */
export interface Finding {
  /** A warning is right in some places; what is wrong is wrong everywhere, and the exit code says so. */
  readonly level: 'ok' | 'warning' | 'wrong';
  readonly about: string;
  readonly says: string;
}

export const ok = (about: string, says: string): Finding => ({ level: 'ok', about, says });
export const warning = (about: string, says: string): Finding => ({ level: 'warning', about, says });
export const wrong = (about: string, says: string): Finding => ({ level: 'wrong', about, says });
