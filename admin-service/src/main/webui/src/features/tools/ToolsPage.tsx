import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Wrench } from 'lucide-react';
import { may, useMember } from '../../api/member';
import { duration } from '../../language/formats';
import { useWords } from '../../language/useWords';
import { useParam } from '../../router/Router';
import { Empty } from '../../ui/Empty';
import { Failure, Refused } from '../../ui/Failure';
import { Paging, useCursor } from '../../ui/Paging';
import { Label, Status } from '../../ui/Status';
import { type Column, Table } from '../../ui/Table';
import { Toggle } from '../../ui/Toggle';
import { type CatalogueTool, catalogueQuery } from './listCatalogue';
import { type TenantTool, toolsQuery } from './listTools';
import { useSwitch } from './useSwitch';

export default function ToolsPage() {
  const t = useWords();
  const tenant = useParam('tenant');
  const after = useCursor();
  const mayEdit = may(useMember(), 'admin');
  const catalogue = useQuery(catalogueQuery()).data;
  const list = useQuery({ ...toolsQuery(tenant, after), placeholderData: keepPreviousData });
  const change = useSwitch(tenant, after);
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (list.data?.data.length === 0) {
    return <Empty icon={<Wrench size={20} aria-hidden />} title={t('tools.empty')} help={t('tools.empty.help')} />;
  }
  const toggle = mayEdit ? (tool: TenantTool, enabled: boolean) => change.mutate({ tool, enabled }) : null;
  return (
    <>
      <p className="mb-3 text-quiet">{t('tools.intro')}</p>
      <Refused error={change.error} />
      <Table
        label={t('tab.tools')}
        columns={columnsOf(t, catalogue, toggle)}
        rows={list.data?.data ?? []}
        rowKey={tool => tool.tool}
        waiting={list.isPending && 3}
      />
      <Paging page={list.data} />
    </>
  );
}

function columnsOf(
  t: ReturnType<typeof useWords>,
  catalogue: Map<string, CatalogueTool> | undefined,
  toggle: ((tool: TenantTool, on: boolean) => void) | null,
): Column<TenantTool>[] {
  return [
    {
      id: 'tool',
      title: t('tool.tool'),
      className: 'w-full max-w-0 py-1.5 md:w-2/5',
      cell: tool => <ToolName name={tool.name} known={catalogue?.get(tool.tool)} />,
    },
    {
      id: 'url',
      title: t('tool.url'),
      className: 'max-w-0 truncate text-quiet max-md:hidden md:w-1/3',
      cell: tool => (
        <code dir="ltr" title={tool.url ?? ''} className="font-mono text-xs">
          {tool.url}
        </code>
      ),
    },
    {
      id: 'timeout',
      title: t('tool.timeout'),
      numeric: true,
      className: 'max-md:hidden',
      cell: tool => (tool.timeout_ms ? duration(tool.timeout_ms) : ''),
    },
    {
      id: 'state',
      title: t('tool.state'),
      numeric: true,
      cell: tool => (
        <span className="inline-flex items-center gap-3">
          <Status tone={tool.enabled ? 'good' : 'neutral'}>{t(tool.enabled ? 'tool.on' : 'tool.off')}</Status>
          {toggle && (
            <Toggle label={t('tool.toggle', { name: tool.name })} on={tool.enabled} onChange={on => toggle(tool, on)} />
          )}
        </span>
      ),
    },
  ];
}

/** The name as models call it, and what the catalogue says about it. */
function ToolName({ name, known }: { name: string; known: CatalogueTool | undefined }) {
  const t = useWords();
  return (
    <>
      <span className="flex items-center gap-2">
        <code dir="ltr" className="line font-mono text-sm">
          {name}
        </code>
        {known && <Label>{t(`tool.risk.${known.risk}`)}</Label>}
      </span>
      {known && (
        <span dir="auto" title={known.description} className="md:line text-sm text-quiet max-md:block max-md:py-0.5">
          {known.description}
        </span>
      )}
    </>
  );
}
