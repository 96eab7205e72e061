export type Params = Record<string, string>;

/** `/tenants/:tenant` against a path: its parameters, or null. */
export function match(pattern: string, path: string): Params | null {
  const expected = pattern.split('/');
  const actual = path.split('/');
  if (expected.length !== actual.length) return null;
  const params: Params = {};
  for (const [index, part] of expected.entries()) {
    const value = actual[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = safelyDecoded(value);
    else if (part !== value) return null;
  }
  return params;
}

function safelyDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
