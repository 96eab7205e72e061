import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeTool } from './changeTool';
import { type TenantTool, toolsQuery } from './listTools';

interface Change {
  tool: TenantTool;
  enabled: boolean;
}

/** Shows the new state at once and takes it back when the service refuses. */
export function useSwitch(tenant: string, after: string) {
  const queries = useQueryClient();
  const { queryKey } = toolsQuery(tenant, after);
  const show = ({ tool }: Change, enabled: boolean) =>
    queries.setQueryData(
      queryKey,
      page => page && { ...page, data: page.data.map(each => (each.tool === tool.tool ? { ...each, enabled } : each)) },
    );
  return useMutation({
    mutationFn: ({ tool, enabled }: Change) => changeTool(tenant, tool, enabled),
    onMutate: async change => {
      await queries.cancelQueries({ queryKey });
      show(change, change.enabled);
    },
    onError: (_, change) => show(change, change.tool.enabled),
    onSettled: () => queries.invalidateQueries({ queryKey: ['tools', tenant] }),
  });
}
