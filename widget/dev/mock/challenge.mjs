// Asks for a little work before a session, and checks it, as chat-service does.
import { createHash, createHmac, randomBytes } from 'node:crypto';

const secret = randomBytes(32);
const difficulty = 14;

const signed = ({ algorithm, salt, difficulty, expires_at }) =>
  createHmac('sha256', secret).update([algorithm, salt, difficulty, expires_at].join('|')).digest('hex');

export function challengeFor() {
  const challenge = {
    algorithm: 'sha-256',
    salt: randomBytes(16).toString('hex'),
    difficulty,
    expires_at: new Date(Date.now() + 120_000).toISOString(),
  };
  return { ...challenge, signature: signed(challenge) };
}

export function solves(challenge) {
  if (typeof challenge?.nonce !== 'string' || challenge.signature !== signed(challenge)) return false;
  const digest = createHash('sha256')
    .update(challenge.salt + challenge.nonce)
    .digest();
  return digest.readUInt32BE() >>> (32 - challenge.difficulty) === 0 && Date.parse(challenge.expires_at) > Date.now();
}
