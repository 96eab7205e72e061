import { classes } from '../../ui/classes';

export interface Bar {
  id: string;
  /** Under the axis, where there is room. */
  name: string;
  /** In full, on hover. */
  title: string;
  value: number;
}

interface BarsProps {
  label: string;
  bars: Bar[];
  format: (value: number) => string;
  /** How many bars there is room for: days to come stay empty. */
  slots: number;
}

const AXIS_EVERY = 7;

/** Bars in one hue. The highest and the last carry their value; the others show it on hover, and the table has all of them. */
export function Bars({ label, bars, format, slots }: BarsProps) {
  const empty = Array.from({ length: Math.max(0, slots - bars.length) }, (_, index) => index);
  const peak = Math.max(...bars.map(bar => bar.value), 0);
  const highest = bars.findIndex(bar => bar.value === peak);
  const named = (index: number) => index === highest || (index === bars.length - 1 && bars.length - highest > 3);
  return (
    <figure aria-label={label} className="pt-6">
      <div className="relative flex h-40 items-end gap-px border-b border-line-strong sm:gap-1">
        <div className="pointer-events-none absolute inset-x-0 top-0 border-t border-dashed border-line" />
        <div className="pointer-events-none absolute inset-x-0 top-1/2 border-t border-dashed border-line" />
        {bars.map((bar, index) => (
          <div key={bar.id} title={bar.title} className="group relative flex h-full flex-1 items-end">
            <span
              className={classes(
                'figures pointer-events-none absolute z-1 rounded-[4px] bg-surface px-1 text-xs whitespace-nowrap group-hover:visible',
                index < bars.length / 2 ? 'start-0' : 'end-0',
                named(index) && bar.value > 0 ? 'text-text' : 'invisible',
              )}
              style={{ bottom: `calc(${height(bar.value, peak)}% + 3px)` }}
            >
              {format(bar.value)}
            </span>
            <div
              className="w-full rounded-t-[3px] bg-accent/75 transition-colors group-hover:bg-accent"
              style={{ height: `${height(bar.value, peak)}%`, minHeight: bar.value > 0 ? 2 : 0 }}
            />
          </div>
        ))}
        {empty.map(slot => (
          <div key={slot} className="flex-1" />
        ))}
      </div>
      <div className="flex gap-px pt-1.5 text-xs text-quiet sm:gap-1" aria-hidden>
        {bars.map((bar, index) => (
          <span key={bar.id} className="min-w-0 flex-1 whitespace-nowrap">
            {index % AXIS_EVERY === 0 && <span className="block w-max">{bar.name}</span>}
          </span>
        ))}
        {empty.map(slot => (
          <span key={slot} className="flex-1" />
        ))}
      </div>
    </figure>
  );
}

function height(value: number, peak: number): number {
  return peak === 0 ? 0 : (value / peak) * 100;
}
