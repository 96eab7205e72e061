/** The outline of a page while its code is on its way. */
export function PageWaiting() {
  return (
    <div className="mx-auto grid w-full max-w-280 gap-3 px-4 py-6 sm:px-8 sm:py-8" aria-hidden>
      <span className="skeleton h-5 w-40" />
      <span className="skeleton h-3 w-72 max-w-full" />
    </div>
  );
}
