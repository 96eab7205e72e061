import type { Request } from './request';

/** The tenant's branding. */
export interface Config {
  readonly tenant_name?: string;
  readonly display_name?: string;
  readonly primary_color?: string;
  readonly greeting?: string;
  readonly position?: string;
  readonly suggestions?: readonly string[];
  readonly locale?: string;
  readonly disclosure?: string;
}

export async function readConfig(request: Request, apiKey: string | undefined): Promise<Config> {
  return (await request('config', { credential: apiKey })).json();
}
