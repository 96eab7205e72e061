import type { ReactNode } from 'react';
import { Link } from '../router/Link';
import { classes } from './classes';

export interface Column<T> {
  /** Unique in its table. */
  id: string;
  title: string;
  cell: (row: T) => ReactNode;
  /** Numbers stand at the end of their cell, digits under digits. */
  numeric?: boolean;
  /** The title is read to those who cannot see, and hidden from those who can. */
  silent?: boolean;
  className?: string;
}

interface TableProps<T> {
  label: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  /** How many rows of placeholder to draw instead, while loading. */
  waiting?: number | false;
}

export function Table<T>({ label, columns, rows, rowKey, waiting = false }: TableProps<T>) {
  return (
    <div className="-mx-4 sm:-mx-3">
      <table className="w-full border-collapse text-start" aria-label={label} aria-busy={waiting !== false}>
        <thead className="sticky top-0 z-10 bg-surface">
          <tr className="border-b border-line">
            {columns.map(column => (
              <th
                key={column.id}
                scope="col"
                className={classes(cell(column), 'h-9 text-xs font-normal whitespace-nowrap text-quiet')}
              >
                {column.silent ? <span className="sr-only">{column.title}</span> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {waiting === false
            ? rows.map(row => (
                <tr key={rowKey(row)} className="relative h-11 border-b border-line transition-colors hover:bg-text/3">
                  {columns.map(column => (
                    <td key={column.id} className={cell(column)}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))
            : Array.from({ length: waiting }, (_, index) => index).map(index => (
                <WaitingRow key={index} columns={columns} index={index} />
              ))}
        </tbody>
      </table>
    </div>
  );
}

function WaitingRow<T>({ columns, index }: { columns: Column<T>[]; index: number }) {
  return (
    <tr className="h-11 border-b border-line">
      {columns.map((column, place) => (
        <td key={column.id} className={cell(column)}>
          <span
            className="skeleton inline-block h-3 max-w-full align-middle"
            style={{ width: column.numeric ? 40 : place === 0 ? 120 + ((index * 53) % 90) : 72 }}
          />
        </td>
      ))}
    </tr>
  );
}

function cell<T>(column: Column<T>): string {
  return classes('px-4 sm:px-3', column.numeric ? 'figures text-end' : 'text-start', column.className);
}

/** The link of a row: it covers the whole row, so that a click anywhere opens it. */
export function RowLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link
      to={to}
      className="font-strong after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      {children}
    </Link>
  );
}
