import { useEffect } from 'react';
import { isPlatform, useMember } from '../api/member';
import { go } from '../router/location';
import { PageWaiting } from './PageWaiting';
import { tenantPath } from './paths';

/** Where work begins: the list of tenants for the platform, one's own tenant for everybody else. */
export function Home() {
  const member = useMember();
  useEffect(() => {
    go(isPlatform(member) || !member.tenant ? '/tenants' : tenantPath(member.tenant), { replace: true });
  }, [member]);
  return <PageWaiting />;
}
