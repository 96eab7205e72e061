import { percent } from '../language/formats';
import { classes } from './classes';

interface MeterProps {
  label: string;
  used: number;
  limit: number;
}

/** How much of a limit is used. It changes colour where it begins to matter. */
export function Meter({ label, used, limit }: MeterProps) {
  const share = limit > 0 ? used / limit : 1;
  const colour = share >= 1 ? 'bg-bad' : share >= 0.8 ? 'bg-warn' : 'bg-accent';
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={limit}
      aria-valuenow={Math.min(used, limit)}
      aria-valuetext={percent(share)}
      className="h-1.5 overflow-hidden rounded-full bg-text/10"
    >
      <div
        className={classes('h-full rounded-full', colour)}
        style={{ width: `${Math.min(100, share * 100)}%`, minWidth: used > 0 ? 4 : 0 }}
      />
    </div>
  );
}
