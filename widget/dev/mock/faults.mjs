// Magic words in a question call for a fault, so that every error can be seen and tested on demand:
//   #limit #plan #fail #flaky #busy #expire #gone #closed #long #suspended   refusals before the stream
//   #error #slow #thinking #tool #odd #early                                 what happens within it
//   #break #reset #flap                                                      the line breaks, the turn can be heard again
//   #forget #lost #dies                                                      only its stored answer; not even that; its replica died
//   #left #warn                                                              few messages are left, in passing or as a warning

const problem = (status, code, more = {}, headers = {}) => ({ status, headers, body: { code, ...more } });
const inSeconds = (seconds) => new Date(Date.now() + seconds * 1000).toISOString();

/** The refusal a question calls for, if any. `tries` counts how often this very message has come. */
export function refusalFor(text, tries) {
  const first = tries === 1;
  if (text.includes('#limit') && first) {
    const wait = Number(/#limit(\d+)/.exec(text)?.[1] ?? 42);
    return problem(429, 'rate-limited', { resets_at: inSeconds(wait) }, { 'Retry-After': `${wait}` });
  }
  if (text.includes('#plan')) {
    return problem(402, 'plan-limit-exceeded', {
      metric: 'messages',
      limit: 1000,
      used: 1000,
      resets_at: inSeconds(9 * 86_400),
    });
  }
  if (text.includes('#fail') && tries <= 3) return problem(503, 'service-unavailable', {}, { 'Retry-After': '1' });
  if (text.includes('#flaky') && first) return problem(503, 'service-unavailable');
  if (text.includes('#busy') && tries <= 2) return problem(409, 'turn-in-progress', {}, { 'Retry-After': '1' });
  if (text.includes('#expire') && first) return problem(401, 'token-expired');
  if (text.includes('#gone') && first) return problem(404, 'not-found');
  if (text.includes('#closed') && first) return problem(409, 'conversation-ended');
  if (text.includes('#huge')) return problem(413, 'message-too-long');
  if (text.includes('#suspended')) return problem(403, 'tenant-suspended');
  return undefined;
}
