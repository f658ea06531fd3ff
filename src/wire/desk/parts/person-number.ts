const MOST_INT = 2_147_483_647;

/** The number of an account in an address; 0, which none has, for what is no number. */
export function personNumber(text: string | undefined): number {
  const number = /^[1-9]\d{0,9}$/.test(text ?? '') ? Number(text) : 0;
  return number > MOST_INT ? 0 : number;
}
