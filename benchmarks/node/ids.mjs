// UUIDv7, and its public spelling: a prefix and 26 characters of Crockford's base32.
import { createHash, randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

export function uuid() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  return hyphened(bytes, 0x70);
}

/** Always the same for the same words. */
export const named = (words) => hyphened(createHash('sha256').update(words).digest().subarray(0, 16), 0x80);

function hyphened(bytes, version) {
  bytes[6] = (bytes[6] & 15) | version;
  bytes[8] = (bytes[8] & 63) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function spell(prefix, id) {
  let value = BigInt(`0x${id.replaceAll('-', '')}`);
  let text = '';
  for (let at = 0; at < 26; at++, value >>= 5n) text = alphabet[Number(value & 31n)] + text;
  return `${prefix}_${text}`;
}

/** The UUID behind a public id; null for anything else. */
export function read(prefix, text) {
  if (!new RegExp(`^${prefix}_[0-7][${alphabet}]{25}$`).test(text ?? '')) return null;
  let value = 0n;
  for (const char of text.slice(prefix.length + 1)) value = (value << 5n) | BigInt(alphabet.indexOf(char));
  const hex = value.toString(16).padStart(32, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
