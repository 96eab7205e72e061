/** One page of a list, in the shape all services share. */
export interface Page<T> {
  data: T[];
  has_more: boolean;
  next_cursor: string | null;
}

export const PAGE_SIZE = 20;
