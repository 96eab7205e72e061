import { Switch } from '@base-ui/react/switch';

interface ToggleProps {
  label: string;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}

export function Toggle({ label, on, disabled = false, onChange }: ToggleProps) {
  return (
    <Switch.Root
      aria-label={label}
      checked={on}
      disabled={disabled}
      onCheckedChange={onChange}
      className="relative inline-flex h-5 w-9 shrink-0 cursor-pointer items-center rounded-full bg-line-strong p-0.5 transition-colors data-checked:bg-accent data-disabled:cursor-default data-disabled:opacity-60"
    >
      <Switch.Thumb className="size-4 rounded-full bg-raised shadow-sm transition-transform data-checked:translate-x-4 data-checked:rtl:-translate-x-4" />
    </Switch.Root>
  );
}
