import { call } from '../../api/client';

export interface DemoCredentials {
  email: string;
  password: string;
}

/** The demo login, which exists in the local profile only; null everywhere else. */
export async function demoCredentials(): Promise<DemoCredentials | null> {
  try {
    return await call<DemoCredentials>('GET', '/api/v1/admin/auth/demo-credentials', { anonymous: true });
  } catch {
    return null;
  }
}
