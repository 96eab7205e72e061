import { TenantOverview } from '../features/tenants/TenantOverview';
import { MonthFigures } from '../features/usage/MonthFigures';
import { useParam } from '../router/Router';

/** A tenant at a glance: its month in four figures, then who it is. */
export default function TenantOverviewPage() {
  const tenant = useParam('tenant');
  return (
    <>
      <MonthFigures tenant={tenant} />
      <TenantOverview id={tenant} />
    </>
  );
}
