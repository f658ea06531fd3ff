/**
 * What OpenSSL finds where a certificate is not from an authority that this machine knows: usual for a database, a mail
 * server or a proxy of one's own.
 */
const UNTRUSTED: readonly unknown[] = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

/** What to do about a certificate that is not trusted; null where this is not what went wrong. */
export function saidOfCertificate(error: Error): string | null {
  if (!('code' in error) || !UNTRUSTED.includes(error.code)) return null;
  // Node's own advice, behind the first semicolon, is for whoever starts node by hand.
  const [what = ''] = error.message.split(';', 1);
  return `${what}: name the file with the certificate of its authority in NODE_EXTRA_CA_CERTS`;
}
